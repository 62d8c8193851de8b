package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The name of an option, or of a place inside one: `services.nginx.virtualHosts."example.org".root`.
record OptionPath(List<String> segments) {

    static final OptionPath ROOT = new OptionPath(List.of());

    OptionPath {
        segments = List.copyOf(segments);
    }

    /// Splits a declared name, whose segments hold no dots.
    static OptionPath of(String dotted) {
        return new OptionPath(List.of(dotted.split("\\.")));
    }

    /// Parses a name as HOCON writes it, with quoted segments.
    static OptionPath parse(String text) {
        var segments = new ArrayList<String>();
        var segment = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\' && i + 1 < text.length()) {
                segment.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                segments.add(segment.toString());
                segment.setLength(0);
            } else {
                segment.append(c);
            }
        }
        segments.add(segment.toString());
        return new OptionPath(segments);
    }

    OptionPath child(String segment) {
        var more = new ArrayList<String>(segments.size() + 1);
        more.addAll(segments);
        more.add(segment);
        return new OptionPath(more);
    }

    OptionPath child(OptionPath relative) {
        var more = new ArrayList<>(segments);
        more.addAll(relative.segments);
        return new OptionPath(more);
    }

    int length() {
        return segments.size();
    }

    /// Whether it is `other`, or something in it.
    boolean startsWith(OptionPath other) {
        return segments.size() >= other.segments.size()
                && segments.subList(0, other.segments.size()).equals(other.segments);
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    String last() {
        return segments.getLast();
    }

    /// Written out, like [#hashCode]: what a record generates is linked at run time, and this is on the way of
    /// every command.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OptionPath(var others) && segments.equals(others);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    /// As HOCON writes it.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (String segment : segments) {
            if (!text.isEmpty()) {
                text.append('.');
            }
            text.append(
                    isPlain(segment)
                            ? segment
                            : '"' + segment.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return text.toString();
    }

    /// Whether HOCON reads the text as one key without quotes.
    static boolean isPlain(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            boolean plain = letterOrDigit || c == '-' || c == '_' || c == '<' || c == '>';
            if (!plain) {
                return false;
            }
        }
        return !segment.isEmpty();
    }
}
