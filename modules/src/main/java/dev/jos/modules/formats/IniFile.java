package dev.jos.modules.formats;

import dev.jos.config.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Sections of keys and values, as many programs read them: `[section]`, then `key = value`.
///
/// There is no standard for it. Here values are written as they are, with a space in the place of each line break,
/// so that a value never starts a line of its own; a program that wants quotes is given them. Sections appear in the
/// order in which they are first named; what has no section comes first.
public final class IniFile {

    private final String separator;
    private final String lineBreak;
    private final Map<String, StringBuilder> sections = new LinkedHashMap<>();

    /// With ` = ` between key and value.
    public IniFile() {
        this(" = ");
    }

    /// @param separator stands between key and value
    public IniFile(String separator) {
        this(separator, " ");
    }

    private IniFile(String separator, String lineBreak) {
        this.separator = separator;
        this.lineBreak = lineBreak;
        sections.put("", new StringBuilder());
    }

    /// For Python's configparser: values of several lines, and lists, go on in indented lines.
    public static IniFile withIndentedLines() {
        return new IniFile(" = ", "\n    ");
    }

    /// Adds a line to a section; the empty name stands for none.
    public IniFile set(String section, String key, String value) {
        sections.computeIfAbsent(oneLine(section), any -> new StringBuilder())
                .append(oneLine(key))
                .append(separator)
                .append(value.replace("\r", "").strip().replaceAll("\\s*\n\\s*", lineBreak))
                .append('\n');
        return this;
    }

    /// Adds free-form settings to one section; a list becomes one line for each element.
    public IniFile settings(String section, Data.Table settings) {
        settings.entries().forEach((key, value) -> {
            if (value instanceof Data.Items(List<Data> items) && !lineBreak.startsWith("\n")) {
                items.forEach(item -> set(section, key, item.text()));
            } else if (value instanceof Data.Items(List<Data> items)) {
                set(section, key, items.stream().map(Data::text).collect(Collectors.joining("\n")));
            } else {
                set(section, key, value.text());
            }
        });
        return this;
    }

    /// Adds free-form settings: a table becomes a section, anything else a line without one.
    public IniFile settings(Data.Table settings) {
        settings.entries().forEach((key, value) -> {
            if (value instanceof Data.Table inner) {
                settings(key, inner);
            } else {
                settings("", new Data.Table(Map.of(key, value)));
            }
        });
        return this;
    }

    private static String oneLine(String text) {
        return text.replace("\r", "").replace('\n', ' ').strip();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        sections.forEach((name, lines) -> {
            if (!lines.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n");
                text.append(name.isEmpty() ? "" : "[" + name + "]\n").append(lines);
            }
        });
        return text.toString();
    }
}
