package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.store.VerifyReport;
import dev.jos.store.VerifyScope;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `jos store verify`
final class StoreVerify implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("verify", "Read the store and its systems again and check every digest.")
                .description("Exits with status 8 if something is damaged; `jos store repair` fetches that again.")
                .option("--sample", "PERCENT", "Read only this share of the objects, another one each day.")
                .flag("--all", "Read everything (the default).")
                .example("jos store verify", "Check everything.")
                .example("jos store verify --sample 5", "Check every tree and a twentieth of the objects.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        VerifyScope scope = scope(invocation.value("--sample"));
        Libraries libraries = Libraries.of(invocation.session());
        VerifyReport store =
                libraries.store().verify(scope, invocation.session().progress());
        Health health = new Health(store, libraries.inspection().verify());
        if (invocation.json()) {
            invocation.console().print(Damages.json(health));
        } else {
            Damages.print(health, invocation.console());
            if (!health.isClean()) {
                invocation.console().note("Run `jos store repair` to fetch again what is damaged.");
            }
        }
        return health.isClean() ? ExitCode.OK.status() : ExitCode.DAMAGED.status();
    }

    private static VerifyScope scope(Optional<String> percent) throws CommandProblem {
        if (percent.isEmpty()) {
            return VerifyScope.ALL;
        }
        try {
            long day = System.currentTimeMillis() / 86_400_000;
            return VerifyScope.sample(Double.parseDouble(percent.get()) / 100, day);
        } catch (IllegalArgumentException _) {
            throw new CommandProblem(
                    ExitCode.USAGE,
                    "not-a-percentage",
                    "`" + percent.get() + "` is not a percentage: a number from 0 to 100 was expected.");
        }
    }
}
