package dev.jos.modules.formats;

import dev.jos.config.Data;
import java.util.List;
import java.util.Map;

/// JSON (RFC 8259), indented by two spaces.
public final class JsonFile {

    private final StringBuilder text = new StringBuilder();

    private JsonFile() {}

    /// `data` as a file, with a line break at its end.
    public static String render(Data data) {
        var file = new JsonFile();
        file.value(data, "\n");
        return file.text.append('\n').toString();
    }

    private void value(Data data, String newLine) {
        if (data instanceof Data.Table(Map<String, Data> entries)) {
            table(entries, newLine);
        } else if (data instanceof Data.Items(List<Data> items)) {
            items(items, newLine);
        } else if (data instanceof Data.Text(String value)) {
            text.append(QuotedText.of(value));
        } else if (data instanceof Data.Numeric(String number)) {
            text.append(Numbers.orQuoted(number));
        } else {
            text.append(data.text());
        }
    }

    private void table(Map<String, Data> entries, String newLine) {
        String separator = "{";
        for (var entry : entries.entrySet()) {
            text.append(separator).append(newLine).append("  ");
            text.append(QuotedText.of(entry.getKey())).append(": ");
            value(entry.getValue(), newLine + "  ");
            separator = ",";
        }
        text.append(entries.isEmpty() ? "{}" : newLine + "}");
    }

    private void items(List<Data> items, String newLine) {
        String separator = "[";
        for (Data item : items) {
            text.append(separator).append(newLine).append("  ");
            value(item, newLine + "  ");
            separator = ",";
        }
        text.append(items.isEmpty() ? "[]" : newLine + "]");
    }
}
