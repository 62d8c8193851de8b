package dev.jos.packages.tools;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.ProcessResult;
import dev.jos.host.ProcessRunner;
import dev.jos.host.RunningProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Runs programs of one file hierarchy, with its libraries and nothing of the machine's.
///
/// bubblewrap makes the sandbox: bwrap(1) of the tools view, started through the tools view's own dynamic
/// linker, so that the machine needs nothing but a kernel with user namespaces. Root and ordinary users get the
/// same: a user namespace with themselves as root in it, or as an ordinary user, a process namespace that ends
/// with this process, an empty `/tmp`, and the hierarchy read-only at `/usr` and `/etc`.
public final class Sandbox {

    private final Launcher launcher;
    private final Path root;
    private final ProcessRunner processes;

    Sandbox(Launcher launcher, Path root, ProcessRunner processes) {
        this.launcher = launcher;
        this.root = root;
        this.processes = processes;
    }

    /// The same sandbox around another hierarchy, which holds `usr` and perhaps `etc`: for programs that must
    /// run with the libraries of the system being built.
    public Sandbox around(Path otherRoot) {
        return new Sandbox(launcher, otherRoot, processes);
    }

    /// Runs `command` to its end. Its program, paths and working directory are those of the sandbox.
    ///
    /// @throws CommandFailed naming the program, if it exits with another status than 0
    public ProcessResult run(Command command, Confinement confinement) throws IOException {
        try {
            return processes.run(confined(command, confinement));
        } catch (CommandFailed e) {
            CommandFailed failed = new CommandFailed(command, e.result());
            failed.addSuppressed(e);
            throw failed;
        }
    }

    /// Starts `command` and returns while it runs. Killing it kills everything in the sandbox.
    public RunningProcess start(Command command, Confinement confinement) throws IOException {
        return processes.start(confined(command, confinement));
    }

    /// The command that runs `command` in the sandbox.
    Command confined(Command command, Confinement confinement) {
        List<String> arguments = new ArrayList<>(launcher.bubblewrap());
        arguments.addAll(List.of("--unshare-all", "--unshare-user", "--die-with-parent"));
        arguments.addAll(
                switch (confinement.user()) {
                    case ROOT -> List.of("--uid", "0", "--gid", "0", "--hostname", "jos-tools");
                    case BUILDER ->
                        List.of(
                                "--uid",
                                "1000",
                                "--gid",
                                "1000",
                                "--hostname",
                                "build",
                                "--cap-drop",
                                "ALL",
                                "--new-session");
                });
        if (confinement.network()) {
            arguments.add("--share-net");
        }
        arguments.addAll(List.of("--ro-bind", root.resolve("usr").toString(), "/usr"));
        arguments.addAll(List.of("--ro-bind-try", root.resolve("etc").toString(), "/etc"));
        for (String merged : List.of("bin", "sbin", "lib", "lib64")) {
            arguments.addAll(List.of("--symlink", "usr/" + merged, "/" + merged));
        }
        arguments.addAll(List.of("--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--tmpfs", "/run"));
        for (Confinement.Bind bind : confinement.binds()) {
            arguments.addAll(List.of(option(bind.access()), bind.source().toString(), bind.target()));
        }
        arguments.add("--clearenv");
        new TreeMap<>(command.environment())
                .forEach((name, value) -> arguments.addAll(List.of("--setenv", name, value)));
        command.directory().ifPresent(directory -> arguments.addAll(List.of("--chdir", directory.toString())));
        arguments.add("--");
        arguments.addAll(command.arguments());
        return new Command(
                arguments,
                Command.BASE_ENVIRONMENT,
                Optional.empty(),
                command.timeout(),
                command.input(),
                command.output(),
                command.errors());
    }

    private static String option(Confinement.Access access) {
        return switch (access) {
            case READ_ONLY -> "--ro-bind";
            case WRITABLE -> "--bind";
            case DEVICE -> "--dev-bind";
        };
    }
}
