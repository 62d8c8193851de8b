package dev.jos.config;

import java.math.BigDecimal;

/// How scalars are written in HOCON.
final class Hocon {

    private Hocon() {}

    /// Text as it may stand without quotes, else in double quotes.
    static String quote(String text) {
        return isUnquoted(text) ? text : quoted(text);
    }

    static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    static Number number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notWhole) {
            return new BigDecimal(text).doubleValue();
        }
    }

    private static boolean isUnquoted(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && "-_./@%".indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty()
                && Character.isLetter(text.charAt(0))
                && !text.equals("true")
                && !text.equals("false")
                && !text.equals("null")
                && !text.startsWith("include");
    }
}
