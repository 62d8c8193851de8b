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
import dev.jos.modules.shipped.ContainerFiles;
import dev.jos.modules.shipped.ShippedModules;
import dev.jos.modules.user.UserModules;
import dev.jos.packages.lock.LockFile;
import java.util.List;

/// A configuration named on the command line, read and free of errors.
///
/// @param beside its directory, and so the files it refers to
record MachineFile(MachinePath path, DiskFiles beside, Machine machine) {

    private static final String LOCK = "jos.lock";

    /// Reads the file; says warnings, and fails with all errors.
    static MachineFile load(Invocation invocation, MachinePath path) throws CommandProblem {
        DiskFiles beside = path.beside();
        Machine machine = loader(invocation.session()).load(beside, path.name());
        for (Diagnostic each : machine.diagnostics()) {
            if (!each.isError()) {
                new ErrorRenderer(invocation.console().errorStyle())
                        .lines(ErrorMessage.of(each))
                        .forEach(invocation.console()::note);
            }
        }
        return new MachineFile(path, beside, withoutErrors(machine));
    }

    /// The same machine as a container. Warnings are those of the machine.
    MachineFile asContainer(Session session) throws CommandProblem {
        Machine container = loader(session).load(new ContainerFiles(beside, path.name()), ContainerFiles.MAIN);
        return new MachineFile(path, beside, withoutErrors(container));
    }

    private static Machine withoutErrors(Machine machine) throws CommandProblem {
        List<ErrorMessage> errors = machine.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(ErrorMessage::of)
                .toList();
        if (!errors.isEmpty()) {
            throw new CommandProblem(ExitCode.CONFIGURATION, errors);
        }
        return machine;
    }

    static MachineLoader loader(Session session) {
        return new MachineLoader(
                ShippedModules.all(),
                new UserModules(new ModuleCache(session.root().modules(), session.files())));
    }

    SystemDefinition definition() {
        return machine.definition();
    }

    /// The lock that lies beside the configuration.
    LockFile lock() {
        return new LockFile(path.file().resolveSibling(LOCK));
    }

    /// What the machine's generations are filed under.
    String profile() {
        return definition().hostname();
    }
}
