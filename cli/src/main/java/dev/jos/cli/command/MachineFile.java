package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ErrorMessage;
import dev.jos.cli.error.ErrorRenderer;
import dev.jos.cli.error.ExitCode;
import dev.jos.config.Diagnostic;
import dev.jos.config.DiskFiles;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.machine.Machine;
import dev.jos.modules.machine.MachineLoader;
import dev.jos.modules.shipped.ShippedModules;
import dev.jos.modules.user.UserModules;
import dev.jos.packages.lock.LockFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A configuration named on the command line, read and free of errors.
///
/// @param written the file, as its user named it
/// @param beside its directory, and so the files it refers to
record MachineFile(Path written, DiskFiles beside, Machine machine) {

    static final String LABEL = "CONFIG";
    static final String DESCRIPTION = "The configuration file, or a directory with a machine.conf.";

    private static final String USUAL_NAME = "machine.conf";
    private static final String LOCK = "jos.lock";

    /// Reads the file; says warnings, and fails with all errors.
    static MachineFile load(Invocation invocation, String name) throws CommandProblem {
        Path file = file(name);
        Path parent = file.getParent();
        DiskFiles beside = DiskFiles.in(parent == null ? Path.of("") : parent);
        Machine machine = loader(invocation.session()).load(beside, String.valueOf(file.getFileName()));
        List<ErrorMessage> errors = new ArrayList<>();
        for (Diagnostic each : machine.diagnostics()) {
            if (each.isError()) {
                errors.add(ErrorMessage.of(each));
            } else {
                new ErrorRenderer(invocation.console().errorStyle())
                        .lines(ErrorMessage.of(each))
                        .forEach(invocation.console()::note);
            }
        }
        if (!errors.isEmpty()) {
            throw new CommandProblem(ExitCode.CONFIGURATION, errors);
        }
        return new MachineFile(file, beside, machine);
    }

    private static MachineLoader loader(Session session) {
        return new MachineLoader(
                ShippedModules.all(),
                new UserModules(new ModuleCache(session.root().modules(), session.files())));
    }

    private static Path file(String name) throws CommandProblem {
        Path path = Path.of(name);
        Path file = Files.isDirectory(path) ? path.resolve(USUAL_NAME) : path;
        if (!Files.isRegularFile(file)) {
            throw new CommandProblem(
                    ExitCode.NOT_FOUND,
                    "no-configuration",
                    "There is no configuration file `" + file + "`.",
                    "Name the file that describes the machine, or its directory.");
        }
        return file;
    }

    SystemDefinition definition() {
        return machine.definition();
    }

    /// The lock that lies beside the configuration.
    LockFile lock() {
        return new LockFile(written.resolveSibling(LOCK));
    }

    /// What the machine's generations are filed under.
    String profile() {
        return definition().hostname();
    }
}
