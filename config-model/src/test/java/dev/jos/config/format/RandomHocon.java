package dev.jos.config.format;

import java.util.List;
import java.util.Random;

/// Writes HOCON in every way that the language allows, and as badly laid out as it can.
final class RandomHocon {

    private static final List<String> KEYS = List.of("a", "b.c", "\"x.y\"", "a b", "enable", "d.\"e f\".g", "n1", "_");
    private static final List<String> WORDS = List.of(
            "1",
            "true",
            "null",
            "word",
            "two  words",
            "/srv/www",
            "\"quoted # text\"",
            "\"\\\"\\\\\"",
            "10.5e+3",
            "\"\"\"several\n  lines { #\r\n \"quoted\" \"\"\"",
            "\"\"\"\"\"\"",
            "${a}",
            "${?let.\"x.y\"}",
            "\"http://\"${a}\"/\"",
            "${a} b  ${c}",
            "5 minutes",
            "192.0.2.1/24",
            "ä-ö",
            "end");

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int comments;

    /// How deep in lists and joined values: `+=` is not allowed in there.
    private int joined;

    RandomHocon(Random random) {
        this.random = random;
    }

    String text() {
        boolean braces = random.nextInt(5) == 0;
        gap();
        if (braces) {
            out.append('{');
        }
        fields(3);
        if (braces) {
            out.append('}');
            gap();
        }
        return out.toString();
    }

    private void fields(int depth) {
        for (int i = random.nextInt(5); i > 0; i--) {
            gap();
            out.append(KEYS.get(random.nextInt(KEYS.size())));
            boolean block = depth > 0 && random.nextInt(3) == 0;
            boolean added = joined == 0 && random.nextInt(4) == 0;
            blank();
            if (added || !block || random.nextBoolean()) {
                out.append(added ? "+=" : random.nextBoolean() ? "=" : ":");
                if (random.nextInt(6) == 0) {
                    gap();
                } else {
                    blank();
                }
            }
            if (block) {
                joined += added ? 1 : 0;
                block(depth - 1);
                joined -= added ? 1 : 0;
            } else {
                joined++;
                value(depth);
                joined--;
            }
            separator();
        }
        gap();
    }

    private void block(int depth) {
        out.append('{');
        fields(depth);
        out.append('}');
    }

    private void value(int depth) {
        switch (random.nextInt(depth > 0 ? 6 : 3)) {
            case 3 -> {
                list(depth - 1);
                if (random.nextInt(4) == 0) {
                    blank();
                    list(depth - 1);
                }
            }
            case 4 -> {
                out.append(random.nextBoolean() ? "${a} " : "${a}");
                block(depth - 1);
            }
            case 5 -> {
                block(depth - 1);
                if (random.nextInt(4) == 0) {
                    blank();
                    block(depth - 1);
                }
            }
            default -> out.append(WORDS.get(random.nextInt(WORDS.size())));
        }
    }

    private void list(int depth) {
        out.append('[');
        for (int i = random.nextInt(4); i > 0; i--) {
            gap();
            value(depth);
            separator();
        }
        gap();
        out.append(']');
    }

    private void separator() {
        blank();
        switch (random.nextInt(4)) {
            case 0 -> out.append(',');
            case 1 -> comment();
            case 2 -> {
                out.append('\n');
                gap();
                out.append(',');
            }
            default -> out.append("\r\n");
        }
    }

    private void gap() {
        for (int i = random.nextInt(4); i > 0; i--) {
            blank();
            switch (random.nextInt(4)) {
                case 0 -> comment();
                case 1 -> out.append("\n\n");
                default -> out.append(random.nextBoolean() ? "\n" : "");
            }
        }
        blank();
    }

    private void comment() {
        out.append(random.nextBoolean() ? " # " : " //")
                .append("note {")
                .append(comments++)
                .append("  \n");
    }

    private void blank() {
        out.append(List.of("", " ", "\t", "   ", "").get(random.nextInt(5)));
    }
}
