package dev.jos.modules.formats;

import dev.jos.config.Data;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// YAML 1.2, in a form that readers of 1.1 understand too: blocks, and every text in double quotes, so that none
/// is taken for something else.
public final class YamlFile {

    /// What some reader takes for a truth value, or for nothing.
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private final StringBuilder text = new StringBuilder();

    private YamlFile() {}

    /// `data` as a file, with a line break at its end.
    public static String render(Data data) {
        var file = new YamlFile();
        if (isBlock(data)) {
            file.block(data, "");
        } else {
            file.text.append(inline(data)).append('\n');
        }
        return file.text.toString();
    }

    private void block(Data data, String indent) {
        if (data instanceof Data.Table(Map<String, Data> entries)) {
            entries.forEach((key, value) -> {
                text.append(indent).append(key(key)).append(':');
                below(value, value instanceof Data.Table ? indent + "  " : indent);
            });
        } else if (data instanceof Data.Items(List<Data> items)) {
            items.forEach(item -> item(item, indent));
        }
    }

    /// A list of a key needs no indentation of its own, since `-` stands for it.
    private void below(Data value, String indent) {
        if (isBlock(value)) {
            text.append('\n');
            block(value, indent);
        } else {
            text.append(' ').append(inline(value)).append('\n');
        }
    }

    private void item(Data item, String indent) {
        text.append(indent).append("- ");
        if (isBlock(item)) {
            // The first line of the item follows the dash, which takes the place of its indentation.
            int start = text.length();
            block(item, indent + "  ");
            text.delete(start, start + indent.length() + 2);
        } else {
            text.append(inline(item)).append('\n');
        }
    }

    private static boolean isBlock(Data data) {
        return (data instanceof Data.Table(Map<String, Data> entries) && !entries.isEmpty())
                || (data instanceof Data.Items(List<Data> items) && !items.isEmpty());
    }

    private static String inline(Data data) {
        if (data instanceof Data.Table) {
            return "{}";
        }
        if (data instanceof Data.Items) {
            return "[]";
        }
        if (data instanceof Data.Text(String value)) {
            return QuotedText.of(value);
        }
        return data instanceof Data.Numeric(String number) ? Numbers.orQuoted(number) : data.text();
    }

    private static String key(String key) {
        boolean plain = !key.isEmpty()
                && isLetter(key.charAt(0))
                && key.chars().allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.')
                && !WORDS.contains(key.toLowerCase(Locale.ROOT));
        return plain ? key : QuotedText.of(key);
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
