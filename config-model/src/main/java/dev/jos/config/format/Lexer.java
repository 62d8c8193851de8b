package dev.jos.config.format;

import java.util.ArrayList;
import java.util.List;

/// Cuts a HOCON text into tokens, none of which is lost (HOCON.md, "Syntax").
final class Lexer {

    private static final String ENDS_TEXT = "\"{}[]:=,#\n";
    private static final String TRIPLE = "\"\"\"";

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /// The last token is the end. The text must be HOCON.
    static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        var tokens = new ArrayList<Token>();
        while (lexer.at < text.length()) {
            tokens.add(lexer.next());
        }
        tokens.add(new Token(Token.Kind.END, ""));
        return tokens;
    }

    private Token next() {
        char c = text.charAt(at);
        return switch (c) {
            case '\n' -> take(Token.Kind.NEWLINE, at + 1);
            case ',' -> take(Token.Kind.COMMA, at + 1);
            case '=', ':' -> take(Token.Kind.SEPARATOR, at + 1);
            case '{' -> take(Token.Kind.OPEN_BLOCK, at + 1);
            case '}' -> take(Token.Kind.CLOSE_BLOCK, at + 1);
            case '[' -> take(Token.Kind.OPEN_LIST, at + 1);
            case ']' -> take(Token.Kind.CLOSE_LIST, at + 1);
            case '"' -> take(Token.Kind.TEXT, endOfQuoted());
            default -> other();
        };
    }

    private Token other() {
        if (isComment(at)) {
            int end = text.indexOf('\n', at);
            return take(Token.Kind.COMMENT, end < 0 ? text.length() : end);
        }
        if (text.startsWith("+=", at)) {
            return take(Token.Kind.SEPARATOR, at + 2);
        }
        if (text.startsWith("${", at)) {
            return take(Token.Kind.TEXT, endOfReference());
        }
        boolean blank = isBlank(text.charAt(at));
        int end = at + 1;
        while (end < text.length() && isBlank(text.charAt(end)) == blank && (blank || !endsText(end))) {
            end++;
        }
        return take(blank ? Token.Kind.SPACE : Token.Kind.TEXT, end);
    }

    private Token take(Token.Kind kind, int end) {
        var token = new Token(kind, text.substring(at, end));
        at = end;
        return token;
    }

    private boolean endsText(int index) {
        return ENDS_TEXT.indexOf(text.charAt(index)) >= 0
                || isComment(index)
                || text.startsWith("+=", index)
                || text.startsWith("${", index);
    }

    private boolean isComment(int index) {
        return text.charAt(index) == '#' || text.startsWith("//", index);
    }

    /// Whitespace within a line: HOCON.md, "Whitespace".
    static boolean isBlank(char c) {
        return c != '\n'
                && (Character.isWhitespace(c) || c == '\u00a0' || c == '\u2007' || c == '\u202f' || c == '\ufeff');
    }

    private int endOfQuoted() {
        if (text.startsWith(TRIPLE, at)) {
            int end = text.indexOf(TRIPLE, at + TRIPLE.length());
            end = end < 0 ? text.length() : end + TRIPLE.length();
            while (end < text.length() && text.charAt(end) == '"') {
                end++;
            }
            return end;
        }
        return endOfPlainQuoted(at);
    }

    private int endOfPlainQuoted(int start) {
        int end = start + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), end + 1);
    }

    private int endOfReference() {
        int end = at + 2;
        while (end < text.length() && text.charAt(end) != '}') {
            end = text.charAt(end) == '"' ? endOfPlainQuoted(end) : end + 1;
        }
        return Math.min(text.length(), end + 1);
    }
}
