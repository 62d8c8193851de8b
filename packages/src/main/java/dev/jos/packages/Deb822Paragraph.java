package dev.jos.packages;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads one paragraph of `Name: value` lines with indented continuation lines.
final class Deb822Paragraph {

    private final Map<String, StringBuilder> values = new LinkedHashMap<>();
    private final Set<String> seen = new TreeSet<>();
    private int line;

    private Deb822Paragraph() {}

    /// The fields in their order; values without the blanks around each line.
    static Map<String, String> parse(String text) throws MalformedControlFileException {
        Deb822Paragraph paragraph = new Deb822Paragraph();
        paragraph.read(text);
        Map<String, String> fields = new LinkedHashMap<>();
        paragraph.values.forEach((name, value) -> fields.put(name, value.toString()));
        return fields;
    }

    private void read(String text) throws MalformedControlFileException {
        StringBuilder current = null;
        boolean ended = false;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            String content = text.substring(start, end < 0 ? text.length() : end);
            start = end < 0 ? text.length() : end + 1;
            line++;
            if (content.isBlank()) {
                ended = !values.isEmpty();
            } else if (ended) {
                throw malformed("expected one paragraph, found a second one");
            } else if (content.charAt(0) == ' ' || content.charAt(0) == '\t') {
                if (current == null) {
                    throw malformed("a continuation line before any field");
                }
                current.append('\n').append(content.substring(1).stripTrailing());
            } else if (content.charAt(0) != '#') {
                current = field(content);
            }
        }
    }

    private StringBuilder field(String content) throws MalformedControlFileException {
        int colon = content.indexOf(':');
        if (colon <= 0 || content.lastIndexOf(' ', colon) >= 0) {
            throw malformed("expected `Name: value`, found `%s`".formatted(excerpt(content)));
        }
        String name = content.substring(0, colon);
        if (!seen.add(name.toLowerCase(Locale.ROOT))) {
            throw malformed("the field `%s` occurs twice".formatted(excerpt(name)));
        }
        StringBuilder value = new StringBuilder(content.substring(colon + 1).strip());
        values.put(name, value);
        return value;
    }

    private static String excerpt(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private MalformedControlFileException malformed(String problem) {
        return new MalformedControlFileException(line, problem);
    }
}
