package dev.jos.config.format;

import dev.jos.config.Data;
import dev.jos.config.HoconSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes data as HOCON in the style of [HoconFormat].
public final class HoconText {

    private HoconText() {}

    /// The fields of a table, each on its own line; ends with a line break unless there are none.
    public static String of(Data.Table table) {
        return Printer.print(fields(table, false));
    }

    private static List<Layout.Item> fields(Data.Table table, boolean onOneLine) {
        var items = new ArrayList<Layout.Item>();
        for (Map.Entry<String, Data> entry : table.entries().entrySet()) {
            items.add(entry(HoconSyntax.key(entry.getKey()), entry.getValue(), onOneLine));
        }
        return items;
    }

    private static Layout.Entry entry(@Nullable String key, Data data, boolean onOneLine) {
        return new Layout.Entry(key, false, List.of(part(data, onOneLine)), null, false);
    }

    private static Layout.Part part(Data data, boolean onOneLine) {
        return switch (data) {
            case Data.Table table ->
                new Layout.Bracket(true, fields(table, onOneLine), null, onOneLine && isOnOneLine(table));
            case Data.Items list -> list(list);
            case Data.Text(String text) -> new Layout.Words(onOneLine ? data.hocon() : text(text));
            case Data.Flag _, Data.Numeric _, Data.Nothing _ -> new Layout.Words(data.hocon());
        };
    }

    /// Elements are kept on one line each, where they can be.
    private static Layout.Bracket list(Data.Items list) {
        var items = new ArrayList<Layout.Item>();
        list.items().forEach(element -> items.add(entry(null, element, true)));
        return new Layout.Bracket(false, items, null, isOnOneLine(list));
    }

    private static boolean isOnOneLine(Data data) {
        return switch (data) {
            case Data.Items list -> list.items().stream().noneMatch(Data.Table.class::isInstance);
            case Data.Table table -> table.entries().values().stream().allMatch(HoconText::isOnOneLine);
            case Data.Text _, Data.Flag _, Data.Numeric _, Data.Nothing _ -> true;
        };
    }

    /// Several lines are easier to read as they are, where nothing in them needs an escape.
    private static String text(String text) {
        boolean plain = text.indexOf('\n') > 0
                && !text.contains("\"\"\"")
                && !text.endsWith("\"")
                && text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t');
        return plain ? "\"\"\"" + text + "\"\"\"" : Data.of(text).hocon();
    }
}
