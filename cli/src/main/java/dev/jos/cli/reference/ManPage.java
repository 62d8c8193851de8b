package dev.jos.cli.reference;

import dev.jos.cli.error.ExitCode;
import picocli.CommandLine;

/// The manual page `jos(1)`; see man(7) for the macros.
public final class ManPage {

    private ManPage() {}

    public static String render(CommandLine root, String version) {
        StringBuilder page = new StringBuilder();
        page.append(".\\\" Generated from the commands by CommandReferenceTest.\n");
        page.append(".TH JOS 1 \"\" \"jos ").append(version).append("\" \"User Commands\"\n");
        boolean first = true;
        for (CommandText command : CommandText.all(root)) {
            if (first) {
                overview(page, command);
                page.append(".SH COMMANDS\n");
            } else {
                section(page, command);
            }
            first = false;
        }
        page.append(".SH EXIT STATUS\n");
        for (ExitCode code : ExitCode.values()) {
            page.append(".TP\n")
                    .append(code.status())
                    .append('\n')
                    .append(escape(code.meaning()))
                    .append('\n');
        }
        environment(page);
        return page.toString();
    }

    private static void overview(StringBuilder page, CommandText command) {
        page.append(".SH NAME\njos \\- ").append(escape(command.summary())).append('\n');
        page.append(".SH SYNOPSIS\n.B jos\n").append(escape(command.synopsis())).append('\n');
        page.append(".SH DESCRIPTION\n");
        command.description().forEach(each -> page.append(escape(each)).append("\n.PP\n"));
        page.append(".SH OPTIONS\n");
        command.options().forEach(each -> parameter(page, each));
    }

    private static void section(StringBuilder page, CommandText command) {
        page.append(".SS ")
                .append(escape(command.name() + " " + command.synopsis()))
                .append('\n');
        page.append(escape(command.summary())).append('\n');
        command.description()
                .forEach(each -> page.append(".PP\n").append(escape(each)).append('\n'));
        command.arguments().forEach(each -> parameter(page, each));
        command.options().forEach(each -> parameter(page, each));
        for (CommandText.Example example : command.examples()) {
            page.append(".PP\n").append(escape(example.meaning())).append("\n.PP\n.EX\n    ");
            page.append(escape(example.commandLine())).append("\n.EE\n");
        }
    }

    private static void parameter(StringBuilder page, CommandText.Parameter parameter) {
        page.append(".TP\n.B ").append(escape(parameter.term())).append('\n');
        page.append(escape(parameter.meaning())).append('\n');
    }

    private static void environment(StringBuilder page) {
        page.append(".SH ENVIRONMENT\n");
        variable(page, "JOS_ROOT", "Where jos keeps everything; \\-\\-root wins over it.");
        variable(page, "NO_COLOR", "If set, no colours.");
        variable(page, "http_proxy, https_proxy, no_proxy", "Proxies for downloads.");
    }

    private static void variable(StringBuilder page, String name, String meaning) {
        page.append(".TP\n.B ").append(name).append('\n').append(meaning).append('\n');
    }

    /// A line that begins with a dot or an apostrophe would be a request.
    private static String escape(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
