package dev.jos.packages.scripts.shell;

import dev.jos.packages.scripts.shell.ShellCommand.Redirection;
import dev.jos.packages.scripts.shell.ShellCommand.Span;
import dev.jos.packages.scripts.shell.ShellWord.Literal;
import dev.jos.packages.scripts.shell.ShellWord.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The characters of a script with a position in them: blanks, reserved words, redirections and here-documents.
/// What is inside a word is [WordScanner]'s.
final class ShellScanner {

    private static final String METACHARACTERS = " \t\n;&|<>()";
    private static final List<String> OPERATORS =
            List.of("<<<", "<<-", "<<", "<&", "<>", ">>", ">&", ">|", "&>>", "&>", "<", ">");

    private final String text;
    private final int firstLine;
    private final int nesting;
    private int at;
    /// The newline after which the bodies of this line's here-documents lie, and where they end; -1 without any.
    private int bodiesFrom = -1;
    private int bodiesTo = -1;

    ShellScanner(String text, int firstLine, int nesting) {
        this.text = text;
        this.firstLine = firstLine;
        this.nesting = nesting;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    char peek() {
        return text.charAt(at);
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, at);
    }

    void advance(int characters) {
        at += characters;
    }

    boolean skip(String token) {
        boolean found = startsWith(token);
        if (found) {
            advance(token.length());
        }
        return found;
    }

    int mark() {
        return at;
    }

    Span span(int start) {
        return new Span(text, start, at, firstLine);
    }

    int line() {
        return lineOf(at);
    }

    private int lineOf(int position) {
        int line = firstLine;
        for (int i = 0; i < position && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    String excerpt() {
        int end = text.indexOf('\n', at);
        return atEnd() ? "the end" : text.substring(at, Math.min(end < 0 ? text.length() : end, at + 40));
    }

    ShellSyntaxException error(String message) {
        return new ShellSyntaxException(line(), message);
    }

    /// Skips blanks, continued lines and a comment.
    void skipBlanks() {
        while (!atEnd()) {
            char c = peek();
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (startsWith("\\\n")) {
                at += 2;
            } else if (c == '#' && (at == 0 || METACHARACTERS.indexOf(text.charAt(at - 1)) >= 0)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return;
            }
        }
    }

    void skipNewlines() {
        skipBlanks();
        while (!atEnd() && peek() == '\n') {
            newline();
            skipBlanks();
        }
    }

    /// Skips what separates commands, up to but excluding `;;`.
    void skipSeparators() {
        while (true) {
            skipNewlines();
            if (atEnd() || startsWith(";;") || (peek() != ';' && (peek() != '&' || startsWith("&>")))) {
                return;
            }
            at++;
        }
    }

    private void newline() {
        if (at == bodiesFrom) {
            at = bodiesTo;
            bodiesFrom = -1;
        } else {
            at++;
        }
    }

    /// The unquoted word of letters (or one of `{`, `}`, `!`) ahead, the empty string if there is none.
    String reservedWord() {
        int end = at;
        if (!atEnd() && "{}!".indexOf(peek()) >= 0) {
            end++;
        } else {
            while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
                end++;
            }
        }
        boolean whole = end == text.length() || METACHARACTERS.indexOf(text.charAt(end)) >= 0;
        return whole ? text.substring(at, end) : "";
    }

    void expectWord(String word) throws ShellSyntaxException {
        if (!reservedWord().equals(word)) {
            throw error("expected `" + word + "`, found `" + excerpt() + "`");
        }
        advance(word.length());
    }

    void expect(String token) throws ShellSyntaxException {
        if (!skip(token)) {
            throw error("expected `" + token + "`, found `" + excerpt() + "`");
        }
    }

    private int endOfName(int from) {
        int end = from;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || "_-.".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    String name() throws ShellSyntaxException {
        int end = endOfName(at);
        if (end == at) {
            throw error("expected a name, found `" + excerpt() + "`");
        }
        String name = text.substring(at, end);
        at = end;
        return name;
    }

    /// Consumes `name ()` where that is what follows.
    Optional<String> functionName() {
        int end = endOfName(at);
        int open = skipSpaces(end);
        if (end == at || open >= text.length() || text.charAt(open) != '(') {
            return Optional.empty();
        }
        int close = skipSpaces(open + 1);
        if (close >= text.length() || text.charAt(close) != ')') {
            return Optional.empty();
        }
        String name = text.substring(at, end);
        at = close + 1;
        return Optional.of(name);
    }

    private int skipSpaces(int from) {
        int end = from;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return end;
    }

    /// Consumes `NAME=` where that is what follows.
    Optional<String> assignedName() {
        int end = at;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        if (end == at || Character.isDigit(peek()) || !text.startsWith("=", end)) {
            return Optional.empty();
        }
        String name = text.substring(at, end);
        at = end + 1;
        return Optional.of(name);
    }

    ShellWord assignedValue() throws ShellSyntaxException {
        if (atEnd() || METACHARACTERS.indexOf(peek()) >= 0) {
            if (startsWith("(")) {
                throw error("arrays are not part of the shell's standard");
            }
            return new ShellWord(List.of());
        }
        return word();
    }

    ShellWord word() throws ShellSyntaxException {
        WordScanner scanner = new WordScanner(text, at, firstLine, nesting);
        List<Part> parts = scanner.parts(METACHARACTERS);
        if (scanner.position() == at) {
            throw error("expected a word, found `" + excerpt() + "`");
        }
        at = scanner.position();
        return new ShellWord(parts);
    }

    Optional<Redirection> redirection() throws ShellSyntaxException {
        int start = at;
        int descriptor = -1;
        if (!atEnd() && Character.isDigit(peek()) && at + 1 < text.length() && "<>".indexOf(text.charAt(at + 1)) >= 0) {
            descriptor = peek() - '0';
            at++;
        }
        for (String operator : OPERATORS) {
            if (!startsWith(operator)) {
                continue;
            }
            if (text.startsWith("(", at + operator.length())) {
                throw error("process substitution is not part of the shell's standard");
            }
            at += operator.length();
            skipBlanks();
            return Optional.of(
                    operator.equals("<<") || operator.equals("<<-")
                            ? hereDocument(descriptor, operator.equals("<<-"))
                            : new Redirection(descriptor, operator, word()));
        }
        at = start;
        return Optional.empty();
    }

    private Redirection hereDocument(int descriptor, boolean stripTabs) throws ShellSyntaxException {
        ShellWord delimiterWord = word();
        boolean quoted = delimiterWord.parts().stream().anyMatch(p -> p instanceof Literal literal && literal.quoted());
        String delimiter =
                delimiterWord.literalText().orElseThrow(() -> error("a here-document's end must be literal"));
        if (bodiesFrom < 0) {
            bodiesFrom = text.indexOf('\n', at);
            bodiesTo = bodiesFrom + 1;
        }
        if (bodiesFrom < 0) {
            throw error("here-document without a body");
        }
        List<String> lines = new ArrayList<>();
        int bodyLine = lineOf(bodiesTo);
        while (true) {
            if (bodiesTo >= text.length()) {
                throw error("here-document without its end `" + delimiter + "`");
            }
            int end = text.indexOf('\n', bodiesTo);
            String line = text.substring(bodiesTo, end < 0 ? text.length() : end);
            bodiesTo = end < 0 ? text.length() : end + 1;
            String stripped = stripTabs ? line.replaceFirst("^\t+", "") : line;
            if (stripped.equals(delimiter)) {
                break;
            }
            lines.add(stripped);
        }
        String body = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        ShellWord content = quoted
                ? ShellWord.literal(body)
                : new ShellWord(new WordScanner(body, 0, bodyLine, nesting).hereDocumentParts());
        return new Redirection(descriptor, "<<", content);
    }
}
