package dev.jos.modules.formats;

import dev.jos.config.Data;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/// Data with all that a format could trip over, the same for every run.
final class RandomData {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "yes",
            "No",
            "null",
            "~",
            "true",
            "1",
            "007",
            "0x1F",
            "1e3",
            "-",
            "- a",
            "a: b",
            "a # b",
            "#",
            ";",
            "[a]",
            "{a}",
            "a,b",
            "'",
            "\"",
            "\\",
            "a\\",
            "\\n",
            "a\nb",
            "\n",
            "a\r\nb",
            "\ttab",
            "%h",
            "$HOME",
            "`id`",
            "*",
            "&a",
            "!a",
            "|",
            ">",
            "@",
            "=",
            "a=b",
            "\u0000",
            "\u0007",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\ufeff",
            "Grüße",
            "日本",
            "😀",
            "2026-01-01",
            ".inf",
            "<<",
            "'''",
            "\"\"\"",
            "a ",
            " a");
    private static final List<String> NUMBERS = List.of(
            "0", "-1", "42", "3.5", "-0.25", "1e3", "2.5E-3", "9223372036854775807", "007", "18446744073709551616");

    private final Random random;

    private RandomData(long seed) {
        random = new Random(seed);
    }

    /// Runs a test with many tables; a failure can be repeated.
    static void forEachTable(Consumer<Data.Table> test) {
        for (long seed = 0; seed < 500; seed++) {
            test.accept(new RandomData(seed).table(3));
        }
    }

    /// Runs a test with many lists of texts.
    static void forEachWords(Consumer<List<String>> test) {
        for (long seed = 0; seed < 500; seed++) {
            var data = new RandomData(seed);
            var words = new ArrayList<String>();
            for (int i = data.random.nextInt(5); i >= 0; i--) {
                words.add(data.text());
            }
            test.accept(words);
        }
    }

    private Data.Table table(int depth) {
        Map<String, Data> entries = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            entries.put(text(), data(depth));
        }
        return new Data.Table(entries);
    }

    private Data data(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> Data.of(text());
            case 1 -> new Data.Numeric(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 2 -> Data.of(random.nextBoolean());
            case 3 -> new Data.Nothing();
            case 4 -> table(depth - 1);
            default -> items(depth - 1);
        };
    }

    private Data items(int depth) {
        var items = new ArrayList<Data>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(data(depth));
        }
        return new Data.Items(items);
    }

    /// One of the texts, or several of them glued together.
    private String text() {
        var text = new StringBuilder(TEXTS.get(random.nextInt(TEXTS.size())));
        while (random.nextInt(4) == 0) {
            text.append(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        return text.toString();
    }
}
