package dev.jos.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Writes the reference of options, as Markdown.
public final class OptionReference {

    private record Entry(String name, Option<?> option) {}

    private OptionReference() {}

    /// All options sorted by name; those of a submodule follow as `outer.<name>.inner`.
    public static String render(List<Option<?>> options) {
        var entries = new ArrayList<Entry>();
        options.forEach(option -> add("", option, entries));
        entries.sort(Comparator.comparing(Entry::name));
        var out = new StringBuilder("""
                # Options

                Generated from the options themselves. How to write a configuration is explained in
                [configuration](../explanation/configuration.md).

                """);
        entries.forEach(entry -> out.append("- [`%s`](#%s)\n".formatted(entry.name, anchor(entry.name))));
        entries.forEach(entry -> write(entry, out));
        return out.toString();
    }

    private static void add(String prefix, Option<?> option, List<Entry> into) {
        String name = prefix + option.name();
        into.add(new Entry(name, option));
        String inner = name + option.type().placeholder() + ".";
        option.type().options().forEach(child -> add(inner, child, into));
    }

    private static void write(Entry entry, StringBuilder out) {
        var option = entry.option;
        out.append("\n## `")
                .append(entry.name)
                .append("`\n\n")
                .append(option.description())
                .append("\n\n");
        out.append("- Type: ").append(option.type().words()).append('\n');
        String fallback = option.defaultText();
        out.append("- Default: ")
                .append(fallback == null ? "none; it has to be defined" : fallback)
                .append('\n');
        if (option.example() != null) {
            String sign = option.example().startsWith("{") ? " " : " = ";
            out.append("- Example: `")
                    .append(option.name())
                    .append(sign)
                    .append(option.example())
                    .append("`\n");
        }
        if (option.isReadOnly()) {
            out.append("- Read-only\n");
        }
    }

    /// As GitHub derives it from a heading.
    private static String anchor(String name) {
        var anchor = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c) || c == '-' || c == '_') {
                anchor.append(c);
            }
        }
        return anchor.toString();
    }
}
