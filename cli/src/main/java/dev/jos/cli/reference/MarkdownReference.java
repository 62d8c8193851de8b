package dev.jos.cli.reference;

import dev.jos.cli.error.ExitCode;
import picocli.CommandLine;

/// `docs/reference/commands.md`
public final class MarkdownReference {

    private MarkdownReference() {}

    public static String render(CommandLine root) {
        StringBuilder text = new StringBuilder();
        text.append("# Commands\n\n")
                .append(
                        "<!-- Generated from the commands by CommandReferenceTest: run it with -Dgolden.accept=true. -->\n");
        for (CommandText command : CommandText.all(root)) {
            section(text, command);
        }
        text.append("\n## Exit status\n\n| status | meaning |\n|---|---|\n");
        for (ExitCode code : ExitCode.values()) {
            text.append("| ")
                    .append(code.status())
                    .append(" | ")
                    .append(code.meaning())
                    .append(" |\n");
        }
        text.append("\n`jos vm --run` exits with the status of the first command that failed in the machine.\n");
        return text.toString();
    }

    private static void section(StringBuilder text, CommandText command) {
        text.append("\n## `")
                .append(command.name())
                .append("`\n\n")
                .append(command.summary())
                .append('\n');
        text.append("\n    ")
                .append(command.name())
                .append(' ')
                .append(command.synopsis())
                .append('\n');
        command.description().forEach(each -> text.append('\n').append(each).append('\n'));
        if (!command.arguments().isEmpty() || !command.options().isEmpty()) {
            text.append("\n| | |\n|---|---|\n");
            command.arguments().forEach(each -> row(text, each));
            command.options().forEach(each -> row(text, each));
        }
        for (CommandText.Example example : command.examples()) {
            text.append("\n- `").append(example.commandLine()).append("`  \n  ").append(example.meaning());
        }
        text.append(command.examples().isEmpty() ? "" : "\n");
    }

    private static void row(StringBuilder text, CommandText.Parameter parameter) {
        String meaning = parameter.meaning().replace("|", "\\|");
        text.append("| `")
                .append(parameter.term())
                .append("` | ")
                .append(meaning)
                .append(" |\n");
    }
}
