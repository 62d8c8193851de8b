package dev.jos.config;

import com.typesafe.config.ConfigException;
import java.util.Locale;
import java.util.Optional;

/// Words for what Typesafe Config says about a text that is no HOCON.
final class SyntaxProblem {

    private final SourceFile file;
    private final String message;
    private final int line;

    private SyntaxProblem(SourceFile file, ConfigException problem) {
        this.file = file;
        this.message = String.valueOf(problem.getMessage());
        this.line = problem.origin() == null ? 1 : Math.max(1, problem.origin().lineNumber());
    }

    static Diagnostic describe(SourceFile file, ConfigException problem) {
        var syntax = new SyntaxProblem(file, problem);
        return syntax.openQuote()
                .or(syntax::openBracket)
                .or(syntax::keyWithoutValue)
                .or(syntax::closedTooOften)
                .orElseGet(syntax::anything);
    }

    private Optional<Diagnostic> openQuote() {
        for (int near = line; near >= Math.max(1, line - 1); near--) {
            var whole = file.within(near, "");
            String text = whole.lineText();
            long quotes = text.replace("\\\\", "")
                    .replace("\\\"", "")
                    .chars()
                    .filter(c -> c == '"')
                    .count();
            if (quotes % 2 == 1 && !text.contains("\"\"\"")) {
                int column = text.lastIndexOf('"') + 1;
                var place = new Place(
                        whole.file(), near, column, text.stripTrailing().length() - column + 1, text);
                return Optional.of(Diagnostic.error("A quoted text is never closed.")
                        .at(place, "opened here")
                        .hint("Add the missing `\"`."));
            }
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> openBracket() {
        var unclosed = SourceMap.unclosed(file.text());
        if (unclosed == null) {
            return Optional.empty();
        }
        char bracket = file.text().charAt(unclosed.offset());
        boolean atEnd = message.contains("end of file") || message.contains("close");
        if (!atEnd && !(bracket == '[' && message.contains("ist should have ended"))) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.error("The `%c` is never closed.".formatted(bracket))
                .at(file.at(unclosed.offset(), 1), "opened here")
                .hint("Add the missing `%c`.".formatted(bracket == '{' ? '}' : ']')));
    }

    private Optional<Diagnostic> keyWithoutValue() {
        int start = message.indexOf("Key '");
        int end = start < 0 ? -1 : message.indexOf("' may not be followed by", start);
        if (end < 0) {
            return Optional.empty();
        }
        String key = message.substring(start + 5, end);
        int at = line;
        while (at > 1 && !file.within(at, "").lineText().contains(key)) {
            at--;
        }
        return Optional.of(Diagnostic.error("`%s` has no value.".formatted(key))
                .at(file.within(at, key), "expected `=` and a value, or `{ … }`")
                .hint("Write `%s = …`.".formatted(key)));
    }

    private Optional<Diagnostic> closedTooOften() {
        return message.toLowerCase(Locale.ROOT).contains("unbalanced close brace")
                ? Optional.of(Diagnostic.error("There is a `}` more than were opened.")
                        .at(lastBrace(), "nothing to close here")
                        .hint("Remove it."))
                : Optional.empty();
    }

    private Place lastBrace() {
        var whole = file.within(line, "}");
        int column = whole.lineText().lastIndexOf('}') + 1;
        return new Place(whole.file(), whole.line(), column, 1, whole.lineText());
    }

    private Diagnostic anything() {
        boolean quotes = message.contains("double quotes") || message.contains("token: ':'");
        return Diagnostic.error("This is not valid HOCON.")
                .at(file.within(line, offender()), said())
                .hint(
                        quotes
                                ? "Put double quotes around the text."
                                : "Compare with the lines before: `name = value` or `name { … }`.");
    }

    /// The parser's own sentence, without its place in front and its advice behind.
    private String said() {
        int place = message.indexOf(": " + line + ": ");
        String said = place < 0 ? message : message.substring(message.indexOf(": ", place + 2) + 2);
        int advice = said.indexOf(" (");
        if (advice > 0) {
            said = said.substring(0, advice);
        }
        return said.isEmpty() ? said : Character.toLowerCase(said.charAt(0)) + said.substring(1);
    }

    /// The last thing the parser quotes: what it stumbled over.
    private String offender() {
        int end = message.lastIndexOf('\'');
        int start = end < 1 ? -1 : message.lastIndexOf('\'', end - 1);
        return start < 0 ? "" : message.substring(start + 1, end);
    }
}
