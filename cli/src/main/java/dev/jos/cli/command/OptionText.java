package dev.jos.cli.command;

import dev.jos.cli.terminal.Style;
import dev.jos.config.Option;
import dev.jos.config.OptionCatalog;
import java.util.ArrayList;
import java.util.List;

/// What there is to say about one option, in lines.
final class OptionText {

    private static final int SHORT = 24;
    private static final int SUMMARY = 90;

    private OptionText() {}

    static List<String> lines(OptionCatalog.Entry entry, Style style) {
        Option<?> option = entry.option();
        List<String> lines = new ArrayList<>();
        lines.add(style.bold(entry.name()));
        lines.add("  " + option.description());
        lines.add("");
        lines.add("  type      " + option.type().words());
        String fallback = option.defaultText();
        lines.add("  default   " + (fallback == null ? "none: it has to be defined" : fallback));
        if (entry.example() != null) {
            lines.add("  example   " + entry.example());
        }
        lines.add("  module    " + entry.module());
        if (option.isReadOnly()) {
            lines.add("  read-only");
        }
        if (option.deprecation() != null) {
            lines.add("  " + style.yellow("deprecated") + ": " + option.deprecation());
        }
        if (!option.formerNames().isEmpty()) {
            lines.add("  formerly  " + String.join(", ", option.formerNames()));
        }
        return lines;
    }

    /// The first sentence of the description.
    static String summary(OptionCatalog.Entry entry) {
        String text = entry.option().description();
        int end = text.indexOf(". ");
        return cut(end < 0 ? text : text.substring(0, end + 1), SUMMARY);
    }

    static String shortDefault(OptionCatalog.Entry entry) {
        String text = entry.option().defaultText();
        return text == null ? "(none)" : cut(text.replace("`", ""), SHORT);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
