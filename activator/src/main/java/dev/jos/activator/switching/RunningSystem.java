package dev.jos.activator.switching;

import dev.jos.system.SystemGeneration;
import dev.jos.system.SystemId;
import dev.jos.system.Systems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which systems of jos this machine runs and was booted with.
public final class RunningSystem {

    private final MachineLayout layout;

    public RunningSystem(MachineLayout layout) {
        this.layout = layout;
    }

    /// The system at `/usr` and `/etc`; empty on a machine that is not of jos.
    ///
    /// @throws NoSuchFileException if it is one whose files are gone
    public Optional<SystemGeneration> running() throws IOException {
        return read(layout.running());
    }

    /// The system that the kernel, the initrd and the command line are of.
    public Optional<SystemGeneration> booted() throws IOException {
        return read(layout.bootedSystem());
    }

    /// The ids of both, for those who must not remove them.
    public Set<SystemId> ids() throws IOException {
        Set<SystemId> ids = new HashSet<>();
        id(layout.running()).ifPresent(ids::add);
        id(layout.bootedSystem()).ifPresent(ids::add);
        return ids;
    }

    private Optional<SystemGeneration> read(Path link) throws IOException {
        Optional<SystemId> id = id(link);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Optional<SystemGeneration> system = Systems.find(layout.root(), id.get());
        if (system.isEmpty()) {
            throw new NoSuchFileException(
                    layout.root().system(id.get().toString()).toString());
        }
        return system;
    }

    private static Optional<SystemId> id(Path link) throws IOException {
        try {
            return Optional.of(
                    SystemId.parse(String.valueOf(Files.readSymbolicLink(link).getFileName())));
        } catch (NoSuchFileException | NotLinkException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The paths of `/etc` that were changed on the machine, as trees have them: `etc/motd`. Those that only root may
    /// see are left out for others.
    public Set<String> localEdits() throws IOException {
        Path upper = layout.etcUpper();
        if (!Files.isDirectory(upper)) {
            return Set.of();
        }
        Set<String> edits = new HashSet<>();
        collect(upper, upper, edits);
        return edits;
    }

    private static void collect(Path directory, Path upper, Set<String> edits) throws IOException {
        if (!Files.isReadable(directory)) {
            return;
        }
        try (Stream<Path> children = Files.list(directory)) {
            for (Path each : (Iterable<Path>) children::iterator) {
                if (Files.isDirectory(each, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                    collect(each, upper, edits);
                } else {
                    edits.add("etc/" + upper.relativize(each));
                }
            }
        }
    }
}
