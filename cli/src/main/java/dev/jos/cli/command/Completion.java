package dev.jos.cli.command;

import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ExitCode;
import dev.jos.cli.reference.FishCompletion;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/// `jos completion`
final class Completion implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("completion", "Print a script that lets the shell complete jos commands.")
                .argument("SHELL", "bash, zsh or fish.")
                .example("source <(jos completion bash)", "Complete in this bash or zsh.")
                .example(
                        "jos completion fish > ~/.config/fish/completions/jos.fish",
                        "Complete in every fish from now on.")
                .build();
    }

    @Override
    public int run(Invocation invocation) throws CommandProblem {
        String shell = invocation.argument(0).orElse("");
        String script =
                switch (shell) {
                    // The script for bash turns on zsh's compatible completion when it runs there.
                    case "bash", "zsh" -> AutoComplete.bash("jos", new CommandTree().complete());
                    case "fish" -> FishCompletion.render(new CommandTree().complete());
                    default ->
                        throw new CommandProblem(
                                ExitCode.USAGE,
                                "unknown-shell",
                                "There is no completion for the shell `" + shell + "`.",
                                "Name one of these: bash, zsh, fish.");
                };
        invocation.console().out().print(script);
        return 0;
    }
}
