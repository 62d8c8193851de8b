package dev.jos.cli.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Describes how a command is written, in the form all commands share: `--help`, `--root`, `--json`, examples.
///
/// picocli's programmatic model: building it costs a third of what reading annotations does.
final class Syntax {

    static final String ROOT = "--root";
    static final String JSON = "--json";
    static final String HELP = "--help";

    private final CommandSpec spec;
    private final List<String> examples = new ArrayList<>();

    private Syntax(String name, String summary) {
        spec = CommandSpec.create().name(name);
        spec.usageMessage()
                .header(summary)
                .synopsisHeading("%nUsage: ")
                .descriptionHeading("%n")
                .parameterListHeading("%nArguments:%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .abbreviateSynopsis(true)
                .showDefaultValues(false)
                .sortOptions(false);
    }

    /// A command that does something.
    static Syntax command(String name, String summary) {
        return new Syntax(name, summary);
    }

    /// A command that only holds others.
    static Syntax group(String name, String summary) {
        return new Syntax(name, summary);
    }

    /// More about the command, one paragraph each.
    Syntax description(String... paragraphs) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : paragraphs) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(paragraph.replace("%", "%%"));
        }
        spec.usageMessage().description(lines.toArray(String[]::new));
        return this;
    }

    /// An example and what it does.
    Syntax example(String commandLine, String meaning) {
        examples.add("  " + commandLine);
        examples.add("      " + meaning);
        return this;
    }

    Syntax flag(String name, String description) {
        spec.addOption(OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build());
        return this;
    }

    Syntax option(String name, String parameter, String description) {
        spec.addOption(OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(parameter)
                .description(description)
                .build());
        return this;
    }

    /// An option that also has a short name.
    Syntax option(String shortName, String name, String parameter, String description) {
        spec.addOption(OptionSpec.builder(shortName, name)
                .type(String.class)
                .paramLabel(parameter)
                .description(description)
                .build());
        return this;
    }

    /// An option that may be given several times.
    Syntax repeatable(String name, String parameter, String description) {
        spec.addOption(OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(parameter)
                .description(description)
                .build());
        return this;
    }

    Syntax argument(String label, String description) {
        return positional(label, "1", description);
    }

    Syntax optionalArgument(String label, String description) {
        return positional(label, "0..1", description);
    }

    Syntax arguments(String label, String description) {
        return positional(label, "0..*", description);
    }

    Syntax someArguments(String label, String description) {
        return positional(label, "1..*", description);
    }

    private Syntax positional(String label, String arity, String description) {
        int index = spec.positionalParameters().size();
        boolean many = arity.endsWith("*");
        spec.addPositional(PositionalParamSpec.builder()
                .index(many ? index + "..*" : Integer.toString(index))
                .arity(arity)
                .required(!arity.startsWith("0"))
                .type(many ? List.class : String.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .build());
        return this;
    }

    /// The finished description of a command that yields a result.
    CommandSpec withJson() {
        flag(JSON, "Print the result as JSON.");
        return build();
    }

    CommandSpec build() {
        option(ROOT, "DIR", "Where jos keeps everything (default: $JOS_ROOT, or ~/.local/share/jos).");
        spec.addOption(OptionSpec.builder("-h", HELP)
                .type(boolean.class)
                .usageHelp(true)
                .description("Show this help.")
                .build());
        if (!examples.isEmpty()) {
            spec.usageMessage().footerHeading("%nExamples:%n").footer(examples.toArray(String[]::new));
        }
        return spec;
    }
}
