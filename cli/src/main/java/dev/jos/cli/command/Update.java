package dev.jos.cli.command;

import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.resolve.LockUpdate;
import dev.jos.system.SystemRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/// `jos update`
final class Update implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("update", "Move jos.lock to what the archive has now, and show what moved.")
                .description("Nothing is built; the next `jos build` uses the new lock. With packages named, only these"
                        + " move, and what they need.")
                .arguments(
                        "CONFIG PACKAGE",
                        "The configuration (default: machine.conf in this directory), then the packages to move"
                                + " (default: all).")
                .example("jos update", "Move everything in the lock of ./machine.conf.")
                .example("jos update web.conf nginx", "Move nginx and what it needs.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        MachinePath.Target target = MachinePath.target(invocation);
        MachineFile file = MachineFile.load(invocation, target.machine());
        Set<String> names = new TreeSet<>(target.rest());
        Libraries libraries = new Libraries(invocation.session(), Archives.of(file.definition()));
        Optional<Lock> existing = file.lock().read();
        for (String name : names) {
            requireLocked(existing, name);
        }
        LockUpdate update = libraries
                .resolver()
                .update(
                        existing,
                        SystemRequest.of(file.definition()),
                        names,
                        invocation.session().progress());
        // What overrides packages is decided anew by the next build, from what its suites have now.
        libraries
                .overrides(SourceUse.PLAN)
                .refresh(
                        update.lock().architecture(),
                        MachineLock.everywhere(file, libraries),
                        invocation.session().progress());
        file.lock().write(update.lock(), invocation.session().files());
        if (invocation.json()) {
            JsonObject json = new JsonObject();
            json.addProperty("lock", file.lock().path().toString());
            json.add("changes", LockChanges.json(update.changes()));
            invocation.console().print(json);
        } else {
            LockChanges.print(update.changes(), invocation.console());
        }
        return 0;
    }

    private static void requireLocked(Optional<Lock> existing, String name) throws CommandProblem {
        if (existing.isPresent() && existing.get().find(name).isEmpty()) {
            throw new CommandProblem(
                    ExitCode.PACKAGES,
                    "not-locked",
                    "The machine has no package `" + name + "`.",
                    "Add it to `packages.install`, or name a package that is in jos.lock.");
        }
    }
}
