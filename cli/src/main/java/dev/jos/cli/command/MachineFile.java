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
import dev.jos.modules.shipped.base.ContainerFiles;
import dev.jos.modules.user.UserModules;
import dev.jos.packages.lock.LockFile;
import java.util.List;
import java.util.stream.Stream;

/// A configuration named on the command line, read, and free of errors unless it was asked for with them.
///
/// @param beside its directory, and so the files it refers to
record MachineFile(MachinePath path, DiskFiles beside, Machine machine) {

    private static final String LOCK = "jos.lock";

    /// Reads the file; says warnings, and fails with all errors.
    static MachineFile load(Invocation invocation, MachinePath path) throws CommandProblem {
        MachineFile file = read(invocation.session(), path);
        say(invocation, file.machine().diagnostics().stream().filter(each -> !each.isError()));
        return new MachineFile(path, file.beside(), withoutErrors(file.machine()));
    }

    /// Reads the file as far as it can be read, and says everything there is to say about it.
    static MachineFile loadWithErrors(Invocation invocation, MachinePath path) {
        MachineFile file = read(invocation.session(), path);
        say(invocation, file.machine().diagnostics().stream());
        return file;
    }

    private static MachineFile read(Session session, MachinePath path) {
        DiskFiles beside = path.beside();
        return new MachineFile(path, beside, loader(session).load(beside, path.name()));
    }

    private static void say(Invocation invocation, Stream<Diagnostic> diagnostics) {
        ErrorRenderer renderer = new ErrorRenderer(invocation.console().errorStyle());
        diagnostics.forEach(each -> renderer.lines(ErrorMessage.of(each)).forEach(invocation.console()::note));
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

    /// What the machine is called.
    String profile() {
        return definition().hostname();
    }

    /// What its generations are filed under: this machine's own have one place, whatever it is called.
    String profile(Session session) {
        return session.isInstalled() ? Profiles.INSTALLED : profile();
    }
}
