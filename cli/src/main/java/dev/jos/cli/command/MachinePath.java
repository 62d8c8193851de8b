package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.config.DiskFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The file that describes a machine.
///
/// @param written as its user named it
/// @param file the same, on disk
record MachinePath(Path written, Path file) {

    static final String LABEL = "CONFIG";
    static final String DESCRIPTION =
            "The configuration file, or a directory with a machine.conf; by default the current directory, or else"
                    + " /etc/jos on an installed machine.";

    private static final String USUAL_NAME = "machine.conf";
    private static final String OF_MACHINE = "/etc/jos/machine.conf";

    /// The configuration that the first argument of a command names, and its further arguments.
    record Target(MachinePath machine, List<String> rest) {}

    /// An existing file or directory, named by an argument.
    static MachinePath named(Session session, String name) throws CommandProblem {
        Path path = Path.of(name);
        Path written = Files.isDirectory(session.path(name)) ? path.resolve(USUAL_NAME) : path;
        Path file = session.path(written.toString());
        if (!Files.isRegularFile(file)) {
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "no-configuration",
                    "There is no configuration file `" + written + "`.",
                    "Name the file that describes the machine, or its directory.");
        }
        return new MachinePath(written, file);
    }

    /// That in the current directory.
    static MachinePath here(Session session) throws CommandProblem {
        return named(session, USUAL_NAME);
    }

    /// That in the current directory; on an installed machine, where there is none, the machine's own.
    static MachinePath usual(Session session) throws CommandProblem {
        boolean here = Files.isRegularFile(session.path(USUAL_NAME));
        return here || !session.isInstalled() ? here(session) : named(session, OF_MACHINE);
    }

    /// What the only argument of a command names, or else that in the current directory.
    static MachinePath only(Invocation invocation) throws CommandProblem {
        Optional<String> name = invocation.argument(0);
        return name.isPresent() ? named(invocation.session(), name.get()) : usual(invocation.session());
    }

    /// The configuration that comes first among the arguments, or else that in the current directory.
    static Target target(Invocation invocation) throws CommandProblem {
        Session session = invocation.session();
        List<String> arguments = invocation.positionals();
        if (arguments.isEmpty() || !isNamedBy(session, arguments.getFirst())) {
            return new Target(usual(session), arguments);
        }
        return new Target(named(session, arguments.getFirst()), arguments.subList(1, arguments.size()));
    }

    /// Whether an argument means a configuration, and not the name of an option or a package.
    private static boolean isNamedBy(Session session, String argument) {
        Path path = session.path(argument);
        return argument.contains("/")
                || argument.endsWith(".conf")
                || argument.equals(".")
                || argument.equals("..")
                || Files.isRegularFile(path)
                || Files.isRegularFile(path.resolve(USUAL_NAME));
    }

    /// The files around it, shown as they are reached from where the user is.
    DiskFiles beside() {
        Path shown = written.getParent();
        return DiskFiles.in(directory(), shown == null ? Path.of("") : shown);
    }

    /// Its name among the files [#beside] it.
    String name() {
        return String.valueOf(file.getFileName());
    }

    private Path directory() {
        Path parent = file.getParent();
        return parent == null ? file.resolve("..") : parent;
    }
}
