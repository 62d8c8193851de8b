package dev.jos.packages.tools;

import dev.jos.host.Command;
import dev.jos.packages.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Notes which files programs in a sandbox look for, whether those are there or not: strace(1) of the tools view,
/// bound into the sandbox, for it has to see paths as they do.
public final class FileTracer {

    private static final String AT = "/run/jos/tracer";
    private static final String OUTPUT = "/run/jos/trace";

    /// Those that take paths, and the one that lists a directory. Not every architecture has those with `?`.
    private static final String CALLS = "?open,openat,?openat2,?stat,?lstat,newfstatat,statx,?access,faccessat,"
            + "?faccessat2,?readlink,readlinkat,execve,?execveat,getdents64,?getdents,chdir,fchdir";

    private final Path root;
    private final Architecture architecture;

    FileTracer(Path root, Architecture architecture) {
        this.root = root;
        this.architecture = architecture;
    }

    /// Does as `command`, and writes what it looks for to the file `name`.
    public Command traced(Command command, String name) {
        String libraries = AT + "/usr/lib/" + architecture.multiarch();
        return command.startedBy(List.of(
                libraries + "/" + Launcher.dynamicLinker(architecture),
                "--library-path",
                libraries,
                AT + "/usr/bin/strace",
                "--follow-forks",
                "--decode-fds=path",
                "--quiet=all",
                "--seccomp-bpf",
                "--signal=none",
                "--trace=" + CALLS,
                "--output=" + OUTPUT + "/" + name,
                "--"));
    }

    /// What `confinement` shows, and what tracing needs.
    ///
    /// @param output the directory to write to
    public Confinement seen(Confinement confinement, Path output) {
        return confinement.reading(root, AT).writing(output, OUTPUT);
    }

    /// The path of a line of the tracer's output: of a file that was looked for, or of a directory that was listed.
    public sealed interface Event {}

    /// A file was looked for.
    public record Looked(String path) implements Event {}

    /// The names in a directory were read.
    public record Listed(String path) implements Event {}

    /// A process went to another directory.
    public record Went(String path) implements Event {}

    /// Reads one line.
    public static Optional<Event> event(String line) {
        return TraceLine.parse(line);
    }
}
