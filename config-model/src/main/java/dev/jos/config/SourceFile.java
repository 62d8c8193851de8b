package dev.jos.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private @Nullable LineIndex lines;
    private final Set<List<String>> secrets = new HashSet<>();
    private @Nullable LineIndex shown;

    SourceFile(String path, String shownAs, String text) {
        this.path = path;
        this.shownAs = shownAs;
        this.text = text;
    }

    /// @throws SyntaxException when the content is not text in UTF-8
    static SourceFile of(String path, String shownAs, byte[] content) throws SyntaxException {
        var bytes = ByteBuffer.wrap(content);
        var text = CharBuffer.allocate(content.length);
        var result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
        if (result.isError()) {
            var lossy = new SourceFile(path, shownAs, new String(content, StandardCharsets.UTF_8));
            throw new SyntaxException(ImportMessages.notUtf8(shownAs, lossy.at(text.position(), 1)));
        }
        return new SourceFile(path, shownAs, text.flip().toString());
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
        int line = lines().at(offset);
        String lineText = line(line);
        int column = offset - lines().start(line);
        return new Place(
                shownAs, line, column + 1, Math.min(length, Math.max(1, lineText.length() - column)), lineText);
    }

    private Place place(SourceMap.@Nullable Span span, int line) {
        return span == null ? within(line, "") : at(span.offset(), span.length());
    }

    private SourceMap map() {
        var known = map;
        if (known == null) {
            known = SourceMap.of(text, lines());
            map = known;
        }
        return known;
    }

    private LineIndex lines() {
        var known = lines;
        if (known == null) {
            known = LineIndex.of(text);
            lines = known;
        }
        return known;
    }

    /// From here on no place shows the value at `path`, nor does one on the same line. An element hides its whole list.
    void hide(List<String> path) {
        int end = path.size();
        while (end > 1 && path.get(end - 1).startsWith("[")) {
            end--;
        }
        if (secrets.add(List.copyOf(path.subList(0, end)))) {
            shown = null;
        }
    }

    /// Whether the value at `path` is hidden, holds something that is, or lies in it.
    boolean hides(List<String> path) {
        for (List<String> secret : secrets) {
            int common = Math.min(secret.size(), path.size());
            if (secret.subList(0, common).equals(path.subList(0, common))) {
                return true;
            }
        }
        return false;
    }

    /// A place in this file as it may be shown now; any other as it is.
    Place shown(Place place) {
        return secrets.isEmpty() || !place.file().equals(shownAs)
                ? place
                : new Place(shownAs, place.line(), place.column(), place.length(), line(place.line()));
    }

    private String line(int number) {
        var known = shown;
        if (known == null) {
            known = secrets.isEmpty() ? lines() : LineIndex.of(withoutSecrets());
            shown = known;
        }
        return known.line(number);
    }

    /// The text with stars where something is hidden; all else stays where it is.
    private String withoutSecrets() {
        var stars = new StringBuilder(text);
        for (List<String> secret : secrets) {
            for (SourceMap.Span span : map().values(secret)) {
                int end = Math.min(span.offset() + span.length(), text.length());
                stars.replace(span.offset(), end, "*".repeat(end - span.offset()));
            }
        }
        return stars.toString();
    }
}
