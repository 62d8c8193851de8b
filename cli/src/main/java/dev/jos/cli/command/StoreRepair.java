package dev.jos.cli.command;

import dev.jos.cli.error.ExitCode;
import dev.jos.cli.terminal.Amounts;
import dev.jos.host.Progress;
import dev.jos.store.Store;
import dev.jos.store.StoreHold;
import dev.jos.store.VerifyReport;
import dev.jos.store.VerifyScope;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/// `jos store repair`
final class StoreRepair implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("repair", "Check the store and fetch again what is damaged or missing.")
                .description(
                        "Contents of Debian packages are taken from the packages they came from. Exits with status 8"
                                + " if something could not be had again.")
                .example("jos store repair", "Check everything and repair it.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Libraries libraries = Libraries.of(invocation.session());
        Store store = libraries.store();
        Progress progress = invocation.session().progress();
        VerifyReport before = store.verify(VerifyScope.ALL, progress);
        VerifyReport after = before;
        if (!before.isClean()) {
            try (StoreHold _ = store.hold(progress)) {
                after = store.repair(before, libraries.importer().repairSource(progress));
            }
        }
        if (invocation.json()) {
            invocation.console().print(Damages.json(after));
        } else {
            int repaired = before.damages().size() - after.damages().size();
            Damages.print(after, invocation.console());
            if (!before.isClean()) {
                invocation.console().print("Repaired " + Amounts.count(repaired, "damage") + ".");
            }
        }
        return after.isClean() ? ExitCode.OK.status() : ExitCode.DAMAGED.status();
    }
}
