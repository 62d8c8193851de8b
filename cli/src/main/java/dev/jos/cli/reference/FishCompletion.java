package dev.jos.cli.reference;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Completions for the fish shell; see its `complete` command.
public final class FishCompletion {

    private FishCompletion() {}

    public static String render(CommandLine root) {
        StringBuilder script = new StringBuilder("# Completions of jos for fish.\n");
        commands(script, root, "__fish_use_subcommand");
        root.getSubcommands().forEach((name, command) -> {
            String seen = "__fish_seen_subcommand_from " + name;
            if (command.getSubcommands().isEmpty()) {
                options(script, command, seen);
            } else {
                String children = String.join(" ", command.getSubcommands().keySet());
                commands(script, command, seen + "; and not __fish_seen_subcommand_from " + children);
                command.getSubcommands()
                        .forEach((child, leaf) ->
                                options(script, leaf, seen + "; and __fish_seen_subcommand_from " + child));
            }
        });
        return script.toString();
    }

    private static void commands(StringBuilder script, CommandLine line, String condition) {
        line.getSubcommands().forEach((name, command) -> {
            String summary =
                    String.join(" ", command.getCommandSpec().usageMessage().header());
            script.append("complete -c jos -f -n '%s' -a %s -d '%s'\n".formatted(condition, name, quoted(summary)));
        });
    }

    private static void options(StringBuilder script, CommandLine line, String condition) {
        for (OptionSpec option : line.getCommandSpec().options()) {
            script.append("complete -c jos -n '%s' -l %s -d '%s'%s\n"
                    .formatted(
                            condition,
                            option.longestName().substring(2),
                            quoted(String.join(" ", option.description())),
                            option.arity().max() > 0 ? " -r" : ""));
        }
    }

    private static String quoted(String text) {
        return text.replace("%%", "%").replace("\\", "\\\\").replace("'", "\\'");
    }
}
