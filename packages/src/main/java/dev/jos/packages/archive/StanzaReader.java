package dev.jos.packages.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Reads a control file paragraph by paragraph (deb822(5)), in bounded memory.
///
/// Fields that nobody wants are skipped as bytes: package lists are a hundred megabytes, half of them unused.
final class StanzaReader {

    private static final int MAX_LINE = 1 << 20;
    private static final int MAX_STANZA = 16 << 20;

    private final String name;
    private final InputStream in;
    private final Predicate<String> wanted;
    /// Field names seen so far, so that each is decoded once. Sparse, by a hash of the bytes.
    private final Map<Integer, FieldName> names = new HashMap<>();

    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int end;
    private int line;

    /// @param name of the file, for errors
    StanzaReader(String name, InputStream in, Predicate<String> wanted) {
        this.name = name;
        this.in = in;
        this.wanted = wanted;
    }

    /// The next paragraph; nothing at the end.
    Optional<Stanza> next() throws IOException {
        Map<String, String> fields = new HashMap<>();
        int start = 0;
        int size = 0;
        int seen = 0;
        @Nullable FieldName current = null;
        @Nullable StringBuilder continued = null;
        while (true) {
            int length = fill();
            if (length == 0 || isBlank(length)) {
                finish(fields, current, continued);
                consume(length);
                if (seen > 0 || length == 0) {
                    return seen == 0 ? Optional.empty() : Optional.of(new Stanza(start, fields));
                }
                continue;
            }
            size += length;
            if (size > MAX_STANZA) {
                throw error("a paragraph is longer than %d bytes".formatted(MAX_STANZA));
            }
            byte first = buffer[from];
            if (first == '#') {
                consume(length);
            } else if (first == ' ' || first == '\t') {
                if (current == null) {
                    line++;
                    throw error("a continuation line has no field before it");
                }
                if (current.wanted()) {
                    if (continued == null) {
                        continued = new StringBuilder(fields.getOrDefault(current.text(), ""));
                    }
                    continued.append('\n').append(text(from + 1, from + length));
                }
                consume(length);
            } else {
                finish(fields, current, continued);
                continued = null;
                int colon = colon(length);
                current = fieldName(from, colon);
                if (current.wanted() && fields.putIfAbsent(current.text(), text(colon + 1, from + length)) != null) {
                    throw error("the field `%s` stands twice".formatted(current.text()));
                }
                consume(length);
                seen++;
                if (seen == 1) {
                    start = line;
                }
            }
        }
    }

    private static void finish(
            Map<String, String> fields, @Nullable FieldName current, @Nullable StringBuilder continued) {
        if (current != null && continued != null) {
            fields.put(current.text(), continued.toString());
        }
    }

    IndexSyntaxException error(String problem) {
        return new IndexSyntaxException(name, line, problem);
    }

    private int colon(int length) throws IndexSyntaxException {
        for (int i = from; i < from + length; i++) {
            byte b = buffer[i];
            if (b == ':' && i > from) {
                return i;
            }
            if (b <= ' ' || b == ':') {
                break;
            }
        }
        line++;
        throw error("expected a field, found `%s`".formatted(shortened(text(from, from + length))));
    }

    private FieldName fieldName(int start, int stop) {
        int hash = 0;
        for (int i = start; i < stop; i++) {
            hash = 31 * hash + buffer[i];
        }
        FieldName known = names.get(hash);
        if (known != null && known.isAt(buffer, start, stop)) {
            return known;
        }
        String text = new String(buffer, start, stop - start, StandardCharsets.UTF_8);
        FieldName made = new FieldName(text, wanted.test(text));
        if (names.size() < 1000) {
            names.put(hash, made);
        }
        return made;
    }

    private String text(int start, int stop) {
        int a = start;
        int b = stop;
        while (a < b && isSpace(buffer[a])) {
            a++;
        }
        while (b > a && (isSpace(buffer[b - 1]) || buffer[b - 1] == '\n')) {
            b--;
        }
        return new String(buffer, a, b - a, StandardCharsets.UTF_8);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private boolean isBlank(int length) {
        for (int i = from; i < from + length; i++) {
            if (!isSpace(buffer[i]) && buffer[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    /// Makes the next line lie whole in the buffer at `from`; returns its length with its line feed, 0 at the end.
    private int fill() throws IOException {
        int scanned = from;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    return i + 1 - from;
                }
            }
            scanned = end;
            if (end - from > MAX_LINE) {
                line++;
                throw error("a line is longer than %d bytes".formatted(MAX_LINE));
            }
            if (end == buffer.length) {
                scanned -= from;
                compact();
            }
            int n = in.read(buffer, end, buffer.length - end);
            if (n < 0) {
                return end - from;
            }
            end += n;
        }
    }

    private void compact() {
        byte[] target = from == 0 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, from, target, 0, end - from);
        buffer = target;
        end -= from;
        from = 0;
    }

    private void consume(int length) {
        from += length;
        if (length > 0) {
            line++;
        }
    }

    /// A field's name, comparable with bytes: names are ASCII, and others are just not recognised again.
    private record FieldName(String text, boolean wanted) {

        boolean isAt(byte[] bytes, int start, int stop) {
            if (stop - start != text.length()) {
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) != bytes[start + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
