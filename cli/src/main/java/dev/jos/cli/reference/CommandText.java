package dev.jos.cli.reference;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// One command as plain texts, for all kinds of reference.
///
/// @param name with the names of the commands above it: `jos store gc`
/// @param synopsis the arguments after the name
/// @param examples pairs of a command line and what it does
record CommandText(
        String name,
        String summary,
        List<String> description,
        String synopsis,
        List<Parameter> arguments,
        List<Parameter> options,
        List<Example> examples,
        boolean group) {

    record Parameter(String term, String meaning) {}

    record Example(String commandLine, String meaning) {}

    /// All commands, each group before its members.
    static List<CommandText> all(CommandLine root) {
        List<CommandText> texts = new ArrayList<>();
        collect(root, texts);
        return texts;
    }

    private static void collect(CommandLine line, List<CommandText> texts) {
        texts.add(of(line.getCommandSpec()));
        line.getSubcommands().values().forEach(each -> collect(each, texts));
    }

    private static CommandText of(CommandSpec spec) {
        List<Parameter> arguments = new ArrayList<>();
        StringBuilder synopsis = new StringBuilder();
        boolean group = !spec.subcommands().isEmpty();
        synopsis.append(group ? "COMMAND" : "[OPTIONS]");
        for (PositionalParamSpec each : spec.positionalParameters()) {
            arguments.add(new Parameter(each.paramLabel(), sentence(each.description())));
            String label = each.arity().max() > 1 ? each.paramLabel() + "…" : each.paramLabel();
            synopsis.append(' ').append(each.arity().min() == 0 ? "[" + label + "]" : label);
        }
        List<Parameter> options = new ArrayList<>();
        for (OptionSpec each : spec.options()) {
            String names = String.join(", ", each.names());
            boolean takesValue = each.arity().max() > 0;
            options.add(
                    new Parameter(takesValue ? names + "=" + each.paramLabel() : names, sentence(each.description())));
        }
        List<Example> examples = new ArrayList<>();
        String[] footer = spec.usageMessage().footer();
        for (int i = 0; i + 1 < footer.length; i += 2) {
            examples.add(new Example(footer[i].strip(), footer[i + 1].strip()));
        }
        return new CommandText(
                spec.qualifiedName(),
                sentence(spec.usageMessage().header()),
                paragraphs(spec.usageMessage().description()),
                synopsis.toString(),
                arguments,
                options,
                examples,
                group);
    }

    private static List<String> paragraphs(String[] lines) {
        return List.of(lines).stream()
                .filter(line -> !line.isEmpty())
                .map(line -> line.replace("%%", "%"))
                .toList();
    }

    private static String sentence(String[] lines) {
        return String.join(" ", lines).replace("%%", "%");
    }
}
