package dev.jos.modules.formats;

/// Text in double quotes, as JSON, YAML and TOML all read it: what may not stand there as it is, is escaped.
final class QuotedText {

    private QuotedText() {}

    static String of(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i), quoted);
        }
        return quoted.append('"').toString();
    }

    private static void append(char c, StringBuilder quoted) {
        switch (c) {
            case '"', '\\' -> quoted.append('\\').append(c);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (isInvisible(c)) {
                    quoted.append("\\u%04x".formatted((int) c));
                } else {
                    quoted.append(c);
                }
            }
        }
    }

    /// Control characters, the line breaks of Unicode, and the byte order mark.
    private static boolean isInvisible(char c) {
        return c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
    }
}
