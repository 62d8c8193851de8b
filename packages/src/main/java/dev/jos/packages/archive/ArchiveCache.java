package dev.jos.packages.archive;

import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import dev.jos.host.LockWaits;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.ArchiveState.KnownFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where indices of the archive lie:
///
/// ```
/// cache/indices/amd64-1f….state   the last good refresh of one choice of suites and components
/// cache/indices/files/<sha256>    package lists, and content lists once asked for, as the mirror has them
/// cache/indices/<digest>.index    binary indices
/// ```
final class ArchiveCache {

    private final Path directory;
    private final DurableFiles files;

    ArchiveCache(JosRoot root, DurableFiles files) {
        this.directory = root.indices();
        this.files = files;
    }

    /// Held while the cache is changed.
    InterProcessLock lock(Progress progress) throws IOException {
        files.createDirectories(directory);
        return new LockWaits(progress).exclusive(directory.resolve("lock"));
    }

    Optional<ArchiveState> state(Architecture architecture, ArchiveSettings settings) throws IOException {
        return read(stateFile(architecture, settings)).filter(state -> state.answers(settings));
    }

    /// The last good refreshes of all architectures and choices of suites.
    List<ArchiveState> states() throws IOException {
        List<ArchiveState> states = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.state")) {
                for (Path entry : entries) {
                    read(entry).ifPresent(states::add);
                }
            }
        }
        return states;
    }

    private static Optional<ArchiveState> read(Path file) throws IOException {
        try {
            return ArchiveState.parse(Files.readString(file));
        } catch (NoSuchFileException | java.nio.charset.CharacterCodingException e) {
            return Optional.empty();
        }
    }

    void write(Architecture architecture, ArchiveSettings settings, ArchiveState state) throws IOException {
        files.write(stateFile(architecture, settings), state.render().getBytes(StandardCharsets.UTF_8));
    }

    Path file(Sha256 sha256) {
        return directory.resolve("files").resolve(sha256.hex());
    }

    /// Whether the file is there with the right size. Its digest was checked when it came.
    boolean has(IndexFile file) throws IOException {
        Path path = file(file.sha256());
        return Files.exists(path) && Files.size(path) == file.size();
    }

    /// A place for a file whose digest is not known before.
    Path incoming(String name) {
        return directory.resolve("incoming").resolve(name);
    }

    Path index(ArchiveState state) {
        return directory.resolve(state.indexName());
    }

    void writeIndex(ArchiveState state, byte[] content) throws IOException {
        files.write(index(state), content);
    }

    /// Removes states that nobody has refreshed for long, and what no state mentions. Processes that have an index
    /// mapped keep it.
    ///
    /// @param oldest when a state must have been refreshed to stay
    void sweep(Instant oldest) throws IOException {
        forget(oldest);
        Set<String> used = new HashSet<>();
        for (ArchiveState state : states()) {
            used.add(state.indexName());
            for (KnownFile known : state.files()) {
                used.add(known.file().sha256().hex());
            }
        }
        sweep(directory, "*.index", used);
        sweep(directory.resolve("files"), "*", used);
        files.deleteTree(directory.resolve("incoming"));
    }

    private void forget(Instant oldest) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.state")) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(oldest)) {
                    files.delete(entry);
                }
            }
        }
    }

    private void sweep(Path where, String glob, Set<String> used) throws IOException {
        if (!Files.isDirectory(where)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(where, glob)) {
            for (Path entry : entries) {
                if (!used.contains(String.valueOf(entry.getFileName()))) {
                    files.delete(entry);
                }
            }
        }
    }

    private Path stateFile(Architecture architecture, ArchiveSettings settings) {
        String universe =
                Sha256.of(settings.universe().getBytes(StandardCharsets.UTF_8)).hex();
        return directory.resolve(architecture.debianName() + "-" + universe.substring(0, 12) + ".state");
    }
}
