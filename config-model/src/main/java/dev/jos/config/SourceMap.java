package dev.jos.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the keys and values of a HOCON text are.
///
/// Typesafe Config knows the line of a value but not its column; this is a scanner of the same syntax that builds no
/// values and only notes places. List elements have the key `[0]`, `[1]` and so on. It never fails: on a text
/// that is no HOCON it notes what it can.
final class SourceMap {

    /// A stretch of the text, by offset.
    record Span(int offset, int length) {}

    private record Occurrence(Span key, Span value, int keyLine, int valueLine) {}

    private static final int DEEPEST = 200;

    private final Map<List<String>, List<Occurrence>> occurrences = new HashMap<>();
    private final String text;
    private final LineIndex lines;
    private int at;

    private SourceMap(String text, LineIndex lines) {
        this.text = text;
        this.lines = lines;
    }

    static SourceMap of(String text, LineIndex lines) {
        var map = new SourceMap(text, lines);
        map.skipBlank();
        if (map.peek() == '{') {
            map.at++;
        }
        map.block(List.of(), 0);
        return map;
    }

    /// The key or value at `path`: the one on `line` when there are several, else the last.
    @Nullable
    Span find(List<String> path, int line, boolean key) {
        var found = occurrences.get(path);
        if (found == null) {
            return null;
        }
        Occurrence best = found.getLast();
        for (Occurrence occurrence : found) {
            if (occurrence.valueLine == line || occurrence.keyLine == line) {
                best = occurrence;
            }
        }
        return key ? best.key : best.value;
    }

    /// All values at `path`: a file may say something twice.
    List<Span> values(List<String> path) {
        return occurrences.getOrDefault(path, List.of()).stream()
                .map(Occurrence::value)
                .toList();
    }

    /// The opening bracket that is never closed, if there is one: the innermost.
    static @Nullable Span unclosed(String text) {
        var scanner = new SourceMap(text, LineIndex.of(text));
        var open = new ArrayList<Integer>();
        while (scanner.at < text.length()) {
            char c = scanner.peek();
            if (scanner.atComment()) {
                scanner.skipLine();
            } else if (c == '"') {
                scanner.string();
            } else {
                if (c == '{' || c == '[') {
                    open.add(scanner.at);
                } else if ((c == '}' || c == ']') && !open.isEmpty()) {
                    open.removeLast();
                }
                scanner.at++;
            }
        }
        return open.isEmpty() ? null : new Span(open.getLast(), 1);
    }

    private void block(List<String> path, int depth) {
        while (at < text.length()) {
            skipBlank();
            char c = peek();
            if (c == 0 || c == '}') {
                at++;
                return;
            }
            int before = at;
            entry(path, depth);
            if (at == before) {
                at++;
            }
        }
    }

    private void entry(List<String> path, int depth) {
        var keys = new ArrayList<Span>();
        var keyPath = key(path, keys);
        char c = peek();
        if (c == '+' && at + 1 < text.length() && text.charAt(at + 1) == '=') {
            at += 2;
        } else if (c == '=' || c == ':') {
            at++;
        } else if (c != '{') {
            skipLine();
            return;
        }
        skipBlank();
        value(keys, path, keyPath, depth);
    }

    /// Reads up to the separator, and notes where each segment is.
    private List<String> key(List<String> prefix, List<Span> segments) {
        var path = new ArrayList<>(prefix);
        var segment = new StringBuilder();
        int start = at;
        while (at < text.length()) {
            char c = peek();
            if (c == '"') {
                int quote = at;
                string();
                segment.append(unquoted(quote, at));
            } else if (c == '=' || c == ':' || c == '{' || c == '}' || c == '\n' || c == '+' || c == ',') {
                break;
            } else {
                if (c == '.') {
                    path.add(segment.toString().strip());
                    segments.add(trimmed(start, at));
                    segment.setLength(0);
                    start = at + 1;
                } else {
                    segment.append(c);
                }
                at++;
            }
        }
        path.add(segment.toString().strip());
        segments.add(trimmed(start, at));
        return List.copyOf(path);
    }

    private void value(List<Span> keys, List<String> parent, List<String> path, int depth) {
        int start = at;
        int element = 0;
        while (at < text.length()) {
            char c = peek();
            if (c == '\n' || c == ',' || c == '}' || c == ']' || c == 0 || atComment()) {
                break;
            }
            if ((c == '{' || c == '[') && depth >= DEEPEST) {
                at = text.length();
            } else if (c == '{') {
                at++;
                block(path, depth + 1);
            } else if (c == '[') {
                at++;
                element = list(path, element, depth + 1);
            } else if (c == '"') {
                string();
            } else if (text.startsWith("${", at)) {
                int end = text.indexOf('}', at);
                at = end < 0 ? text.length() : end + 1;
            } else {
                at++;
            }
        }
        note(keys, parent, path, firstLine(trimmed(start, at)));
    }

    private int list(List<String> path, int first, int depth) {
        int element = first;
        while (at < text.length()) {
            skipBlank();
            char c = peek();
            if (c == 0 || c == ']') {
                at++;
                break;
            }
            int before = at;
            var elementPath = new ArrayList<>(path);
            elementPath.add("[" + element++ + "]");
            value(List.of(new Span(at, 1)), path, List.copyOf(elementPath), depth);
            if (at == before) {
                at++;
            }
        }
        return element;
    }

    /// Notes the key and, for a dotted one, every prefix of it.
    private void note(List<Span> keys, List<String> parent, List<String> path, Span value) {
        for (int i = 0; i < path.size() - parent.size(); i++) {
            var key = keys.get(i);
            occurrences
                    .computeIfAbsent(path.subList(0, parent.size() + i + 1), any -> new ArrayList<>())
                    .add(new Occurrence(key, value, lines.at(key.offset), lines.at(value.offset)));
        }
    }

    private void string() {
        if (text.startsWith("\"\"\"", at)) {
            int end = text.indexOf("\"\"\"", at + 3);
            at = end < 0 ? text.length() : end + 3;
            while (peek() == '"') {
                at++;
            }
            return;
        }
        at++;
        while (at < text.length() && peek() != '"' && peek() != '\n') {
            at += peek() == '\\' ? 2 : 1;
        }
        at = Math.min(text.length(), at + 1);
    }

    private String unquoted(int start, int end) {
        return text.substring(Math.min(start + 1, end), Math.max(start + 1, end - 1))
                .replace("\\", "");
    }

    private void skipBlank() {
        while (at < text.length()) {
            char c = peek();
            if (atComment()) {
                skipLine();
            } else if (Character.isWhitespace(c) || c == ',' || c == '\uFEFF') {
                at++;
            } else {
                return;
            }
        }
    }

    private boolean atComment() {
        return peek() == '#' || text.startsWith("//", at);
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private Span trimmed(int start, int end) {
        int last = Math.min(end, text.length());
        while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return new Span(start, Math.max(1, last - start));
    }

    private Span firstLine(Span span) {
        int end = text.indexOf('\n', span.offset);
        return end < 0 || end >= span.offset + span.length
                ? span
                : new Span(span.offset, Math.max(1, trimmed(span.offset, end).length()));
    }
}
