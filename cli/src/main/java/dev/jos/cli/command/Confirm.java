package dev.jos.cli.command;

import dev.jos.activator.switching.Intent;
import dev.jos.activator.switching.Recovery.Finding;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/// `jos confirm`
final class Confirm implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("confirm", "Say that all is well after `jos switch --confirm-within`.")
                .description("Without it the system before comes back when the time is over.")
                .example("sudo jos confirm", "Keep the system that runs.")
                .build();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        LiveSession machine = new LiveSession(invocation.session());
        machine.requireRoot("jos confirm");
        if (machine.recovery().look() instanceof Finding.GoesOn(Intent intent)
                && intent.confirmWithin().isPresent()) {
            machine.journal().confirm(intent.to());
            invocation.console().print("Generation " + intent.number() + " stays.");
            return 0;
        }
        throw new CommandProblem(
                ExitCode.NOT_FOUND,
                "nothing-to-confirm",
                "No switch waits to be confirmed.",
                "Run `jos status` to see what runs.");
    }
}
