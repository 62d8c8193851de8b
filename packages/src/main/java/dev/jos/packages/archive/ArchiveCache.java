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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Where indices of the archive lie:
///
/// ```
/// cache/indices/amd64.state       the last good refresh
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

    Optional<ArchiveState> state(Architecture architecture) throws IOException {
        try {
            return ArchiveState.parse(Files.readString(stateFile(architecture)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (java.nio.charset.CharacterCodingException e) {
            return Optional.empty();
        }
    }

    void write(Architecture architecture, ArchiveState state) throws IOException {
        files.write(stateFile(architecture), state.render().getBytes(StandardCharsets.UTF_8));
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

    /// Removes what no state mentions. Processes that have an index mapped keep it.
    void sweep() throws IOException {
        Set<String> used = new HashSet<>();
        for (Architecture architecture : Architecture.values()) {
            Optional<ArchiveState> state = state(architecture);
            if (state.isPresent()) {
                used.add(state.get().indexName());
                for (KnownFile known : state.get().files()) {
                    used.add(known.file().sha256().hex());
                }
            }
        }
        sweep(directory, "*.index", used);
        sweep(directory.resolve("files"), "*", used);
        files.deleteTree(directory.resolve("incoming"));
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

    private Path stateFile(Architecture architecture) {
        return directory.resolve(architecture.debianName() + ".state");
    }
}
