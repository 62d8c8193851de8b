package dev.jos.modules.formats;

import dev.jos.config.Data;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The format of git: git-config(1), "Syntax".
///
/// A table is a section, and a table in that a subsection; a list becomes several lines.
public final class GitConfig {

    private GitConfig() {}

    public static String render(Data.Table settings) {
        var text = new StringBuilder();
        settings.entries().forEach((section, value) -> {
            if (value instanceof Data.Table(Map<String, Data> entries)) {
                section(section, entries, text);
            }
        });
        return text.toString();
    }

    private static void section(String name, Map<String, Data> entries, StringBuilder text) {
        var own = new TreeMap<String, Data>();
        var inner = new TreeMap<String, Map<String, Data>>();
        entries.forEach((key, value) -> {
            if (value instanceof Data.Table(Map<String, Data> variables)) {
                inner.put(key, variables);
            } else {
                own.put(key, value);
            }
        });
        block("[" + name + "]", own, text);
        inner.forEach((sub, variables) -> block("[%s %s]".formatted(name, quoted(sub)), variables, text));
    }

    private static void block(String header, Map<String, Data> variables, StringBuilder text) {
        if (variables.isEmpty()) {
            return;
        }
        text.append(header).append('\n');
        variables.forEach((key, value) -> {
            var all = value instanceof Data.Items(List<Data> items) ? items : List.of(value);
            all.forEach(each -> text.append("\t%s = %s\n".formatted(key, quoted(each.text()))));
        });
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
