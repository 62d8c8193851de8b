package dev.jos.cli.command;

import dev.jos.cli.error.ExitCode;
import dev.jos.cli.terminal.Amounts;
import dev.jos.host.Progress;
import dev.jos.store.Store;
import dev.jos.store.StoreHold;
import dev.jos.store.VerifyReport;
import dev.jos.store.VerifyScope;
import dev.jos.system.SystemInspection;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/// `jos store repair`
final class StoreRepair implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("repair", "Check the store and fetch again what is damaged or missing.")
                .description(
                        "Contents of Debian packages are taken from the packages they came from, and files of systems"
                                + " are made again from the store. Exits with status 8"
                                + " if something could not be had again.")
                .example("jos store repair", "Check everything and repair it.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Libraries libraries = Libraries.of(invocation.session());
        Store store = libraries.store();
        Progress progress = invocation.session().progress();
        SystemInspection inspection = libraries.inspection();
        Health before = new Health(store.verify(VerifyScope.ALL, progress), inspection.verify());
        Health after = before;
        if (!before.isClean()) {
            try (StoreHold _ = store.hold(progress)) {
                // Systems are made again of what is in the store, so that comes first.
                VerifyReport repaired =
                        store.repair(before.store(), libraries.importer().repairSource(progress));
                after = new Health(repaired, inspection.repair(before.systems()));
            }
        }
        if (invocation.json()) {
            invocation.console().print(Damages.json(after));
        } else {
            int repaired = before.damages() - after.damages();
            Damages.print(after, invocation.console());
            Damages.adviseBuild(after, invocation.console());
            if (!before.isClean()) {
                invocation.console().print("Repaired " + Amounts.count(repaired, "damage") + ".");
            }
        }
        return after.isClean() ? ExitCode.OK.status() : ExitCode.DAMAGED.status();
    }
}
