package dev.jos.packages.scripts.shell;

import dev.jos.packages.scripts.shell.ShellWord.Arithmetic;
import dev.jos.packages.scripts.shell.ShellWord.Literal;
import dev.jos.packages.scripts.shell.ShellWord.Parameter;
import dev.jos.packages.scripts.shell.ShellWord.Part;
import dev.jos.packages.scripts.shell.ShellWord.Substitution;
import java.util.ArrayList;
import java.util.List;

/// Quoting and expansions inside one word; POSIX.1-2024, Shell Command Language, sections 2.2 and 2.6.
final class WordScanner {

    private static final String SPECIAL_PARAMETERS = "?#@*!-$";

    private final String text;
    private final int firstLine;
    private final int nesting;
    private int at;

    /// @param nesting how many command substitutions the text is within
    WordScanner(String text, int at, int firstLine, int nesting) {
        this.text = text;
        this.at = at;
        this.firstLine = firstLine;
        this.nesting = nesting;
    }

    int position() {
        return at;
    }

    /// The parts of an unquoted word that ends before any of `ends`.
    List<Part> parts(String ends) throws ShellSyntaxException {
        Collector parts = new Collector();
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            switch (c) {
                case '\'' -> parts.quoted(singleQuoted());
                case '"' -> {
                    at++;
                    doubleQuoted(parts, "\"");
                    expect('"');
                }
                case '\\' -> {
                    if (text.startsWith("\\\n", at)) {
                        at += 2;
                    } else {
                        parts.quoted(text.substring(Math.min(at + 1, text.length()), Math.min(at + 2, text.length())));
                        at += 2;
                    }
                }
                case '$', '`' -> expansion(parts, false);
                default -> {
                    parts.unquoted(c);
                    at++;
                }
            }
        }
        at = Math.min(at, text.length());
        return parts.finish();
    }

    /// The parts of a here-document's body, which is expanded like double quotes.
    List<Part> hereDocumentParts() throws ShellSyntaxException {
        Collector parts = new Collector();
        doubleQuoted(parts, "");
        return parts.finish();
    }

    private void doubleQuoted(Collector parts, String ends) throws ShellSyntaxException {
        parts.quoted("");
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                char next = text.charAt(at + 1);
                if (next != '\n') {
                    parts.quoted("$`\"\\".indexOf(next) >= 0 ? String.valueOf(next) : "\\" + next);
                }
                at += 2;
            } else if (c == '$' || c == '`') {
                expansion(parts, true);
            } else {
                parts.quoted(String.valueOf(c));
                at++;
            }
        }
    }

    private String singleQuoted() throws ShellSyntaxException {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw error("a quotation without its end");
        }
        String quoted = text.substring(at + 1, end);
        at = end + 1;
        return quoted;
    }

    private void expansion(Collector parts, boolean quoted) throws ShellSyntaxException {
        if (text.charAt(at) == '`') {
            parts.add(backquoted(quoted));
        } else if (text.startsWith("$((", at)) {
            int end = new SubstitutionEnd(text, at + 2).find();
            if (end < at + 4) {
                throw error("an arithmetic expansion without its end");
            }
            parts.add(new Arithmetic(text.substring(at + 3, end - 1)));
            at = end + 1;
        } else if (text.startsWith("$(", at)) {
            parts.add(substitution(quoted));
        } else if (text.startsWith("${", at)) {
            parts.add(bracedParameter(quoted));
        } else {
            plainParameter(parts, quoted);
        }
    }

    private Part substitution(boolean quoted) throws ShellSyntaxException {
        int end = new SubstitutionEnd(text, at + 2).find();
        if (end < 0) {
            throw error("a command substitution without its end");
        }
        List<ShellCommand> commands = ShellParser.parse(text.substring(at + 2, end), line(), nesting + 1);
        at = end + 1;
        return new Substitution(commands, quoted);
    }

    private Part backquoted(boolean quoted) throws ShellSyntaxException {
        int line = line();
        StringBuilder script = new StringBuilder();
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '`') {
            if (text.charAt(i) == '\\' && i + 1 < text.length() && "$`\\".indexOf(text.charAt(i + 1)) >= 0) {
                i++;
            }
            script.append(text.charAt(i++));
        }
        if (i >= text.length()) {
            throw error("a command substitution without its end");
        }
        at = i + 1;
        return new Substitution(ShellParser.parse(script.toString(), line, nesting + 1), quoted);
    }

    private Part bracedParameter(boolean quoted) throws ShellSyntaxException {
        at += 2;
        boolean length = text.startsWith("#", at) && !text.startsWith("#}", at);
        if (length) {
            at++;
        }
        String name = parameterName();
        if (length) {
            expect('}');
            return new Parameter(name, "length", new ShellWord(List.of()), quoted);
        }
        int operatorStart = at;
        while (at < text.length() && ":-=+?#%/^,".indexOf(text.charAt(at)) >= 0 && at - operatorStart < 2) {
            at++;
        }
        String operator = text.substring(operatorStart, at);
        List<Part> argument = parts("}");
        expect('}');
        return new Parameter(name, operator, new ShellWord(argument), quoted);
    }

    private void plainParameter(Collector parts, boolean quoted) {
        int start = at + 1;
        int end = start;
        if (start < text.length()
                && (SPECIAL_PARAMETERS.indexOf(text.charAt(start)) >= 0 || Character.isDigit(text.charAt(start)))) {
            end++;
        } else {
            while (end < text.length() && isNameCharacter(text.charAt(end))) {
                end++;
            }
        }
        at = Math.max(end, start);
        if (end == start) {
            parts.unquoted('$');
        } else {
            parts.add(new Parameter(text.substring(start, end), "", new ShellWord(List.of()), quoted));
        }
    }

    private String parameterName() throws ShellSyntaxException {
        int start = at;
        while (at < text.length() && isNameCharacter(text.charAt(at))) {
            at++;
        }
        if (at == start && at < text.length() && SPECIAL_PARAMETERS.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at == start) {
            throw error("a parameter without a name");
        }
        return text.substring(start, at);
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void expect(char c) throws ShellSyntaxException {
        if (at >= text.length() || text.charAt(at) != c) {
            throw error("expected `" + c + "`");
        }
        at++;
    }

    private int line() {
        return firstLine
                + (int) text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private ShellSyntaxException error(String message) {
        return new ShellSyntaxException(line(), message);
    }

    /// Joins neighbouring characters of equal quoting.
    private static final class Collector {
        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private boolean quoted;
        private boolean open;

        void unquoted(char c) {
            literal(false);
            literal.append(c);
        }

        void quoted(String characters) {
            literal(true);
            literal.append(characters);
        }

        void add(Part part) {
            flush();
            parts.add(part);
        }

        List<Part> finish() {
            flush();
            return List.copyOf(parts);
        }

        private void literal(boolean nowQuoted) {
            if (open && quoted != nowQuoted) {
                flush();
            }
            open = true;
            quoted = nowQuoted;
        }

        private void flush() {
            if (open) {
                parts.add(new Literal(literal.toString(), quoted));
            }
            literal.setLength(0);
            open = false;
        }
    }
}
