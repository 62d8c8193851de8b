package dev.jos.modules.formats;

import dev.jos.config.Data;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// TOML 1.0. Since it has no word for nothing, entries without a value are left out.
public final class TomlFile {

    private final StringBuilder text = new StringBuilder();

    private TomlFile() {}

    /// `table` as a file: its own values first, then a section for each table in it.
    public static String render(Data.Table table) {
        var file = new TomlFile();
        file.body("", table.entries());
        return file.text.toString();
    }

    private void body(String path, Map<String, Data> entries) {
        entries.forEach((key, value) -> {
            if (!isSection(value) && !(value instanceof Data.Nothing)) {
                text.append(key(key)).append(" = ").append(inline(value)).append('\n');
            }
        });
        entries.forEach((key, value) -> {
            String name = path.isEmpty() ? key(key) : path + "." + key(key);
            if (value instanceof Data.Table(Map<String, Data> inner)) {
                section("[" + name + "]", name, inner);
            } else if (isSection(value) && value instanceof Data.Items(List<Data> items)) {
                items.forEach(item -> section("[[" + name + "]]", name, ((Data.Table) item).entries()));
            }
        });
    }

    private void section(String title, String path, Map<String, Data> entries) {
        text.append(text.isEmpty() ? "" : "\n").append(title).append('\n');
        body(path, entries);
    }

    /// A table, or a list of nothing but tables.
    private static boolean isSection(Data data) {
        return data instanceof Data.Table
                || (data instanceof Data.Items(List<Data> items)
                        && !items.isEmpty()
                        && items.stream().allMatch(Data.Table.class::isInstance));
    }

    private static String inline(Data data) {
        if (data instanceof Data.Text(String value)) {
            return QuotedText.of(value);
        }
        if (data instanceof Data.Numeric(String number)) {
            return Numbers.ofLimitedSizeOrQuoted(number);
        }
        if (data instanceof Data.Items(List<Data> items)) {
            return items.stream()
                    .filter(item -> !(item instanceof Data.Nothing))
                    .map(TomlFile::inline)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (data instanceof Data.Table(Map<String, Data> entries)) {
            return entries.entrySet().stream()
                    .filter(entry -> !(entry.getValue() instanceof Data.Nothing))
                    .map(entry -> key(entry.getKey()) + " = " + inline(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return data.text();
    }

    private static String key(String key) {
        boolean bare = !key.isEmpty()
                && key.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-'));
        return bare ? key : QuotedText.of(key);
    }
}
