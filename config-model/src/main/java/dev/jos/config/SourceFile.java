package dev.jos.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One configuration file: its path for [ConfigurationFiles], the name to show for it, and its text.
///
/// Where things are in it is worked out only when a message needs a place.
final class SourceFile {

    private static final String MODULE = "module ";

    private final String path;
    private final String shownAs;
    private final String text;
    private @Nullable SourceMap map;

    SourceFile(String path, String shownAs, String text) {
        this.path = path;
        this.shownAs = shownAs;
        this.text = text;
    }

    /// The module that says what is in it, where it stands for what a module defines.
    Optional<String> module() {
        return path.startsWith(MODULE) ? Optional.of(path.substring(MODULE.length())) : Optional.empty();
    }

    /// What stands for a definition by a module: a file of one line.
    static SourceFile ofModule(String module, String line) {
        return new SourceFile(MODULE + module, MODULE + module, line);
    }

    String path() {
        return path;
    }

    String text() {
        return text;
    }

    /// The place of the key at `path`, of which the parser said that its value is at `line`.
    Place key(List<String> path, int line) {
        return place(map().find(path, line, true), line);
    }

    /// The place of the value at `path`.
    Place value(List<String> path, int line) {
        return place(map().find(path, line, false), line);
    }

    /// The place of `part` within a line, or of the line's first word.
    Place within(int line, String part) {
        String lineText = line(line);
        int at = part.isEmpty() ? -1 : lineText.indexOf(part);
        if (at >= 0) {
            return new Place(shownAs, line, at + 1, part.length(), lineText);
        }
        int first = lineText.length() - lineText.stripLeading().length();
        return new Place(shownAs, line, first + 1, lineText.strip().length(), lineText);
    }

    Place at(int offset, int length) {
        int start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
        if (offset == 0) {
            start = 0;
        }
        int line = 1;
        for (int i = 0; i < start; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        String lineText = line(line);
        int column = offset - start;
        return new Place(
                shownAs, line, column + 1, Math.min(length, Math.max(1, lineText.length() - column)), lineText);
    }

    private Place place(SourceMap.@Nullable Span span, int line) {
        return span == null ? within(line, "") : at(span.offset(), span.length());
    }

    private SourceMap map() {
        var known = map;
        if (known == null) {
            known = SourceMap.of(text);
            map = known;
        }
        return known;
    }

    private String line(int number) {
        int start = 0;
        for (int i = 1; i < number; i++) {
            int next = text.indexOf('\n', start);
            if (next < 0) {
                break;
            }
            start = next + 1;
        }
        int end = text.indexOf('\n', start);
        return text.substring(start, end < 0 ? text.length() : end).replace("\r", "");
    }
}
