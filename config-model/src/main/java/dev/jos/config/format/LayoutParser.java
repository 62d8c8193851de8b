package dev.jos.config.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the layout of a text that is known to be HOCON.
final class LayoutParser {

    private final List<Token> tokens;
    private int at;

    private LayoutParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /// What is at the top of a file; braces around all of it are left out.
    static List<Layout.Item> parse(String text) {
        var parser = new LayoutParser(Lexer.tokens(text));
        return parser.items(Token.Kind.END).all();
    }

    /// Gathers the items of one block or list.
    private static final class Items {
        private final List<Layout.Item> items = new ArrayList<>();
        private int newlines;
        private @Nullable String behindOpening;

        private boolean isSetOff() {
            return newlines > 1 && !items.isEmpty();
        }

        private void comment(String text, boolean top) {
            if (newlines == 0 && items.isEmpty() && !top) {
                behindOpening = text;
            } else if (newlines == 0
                    && !items.isEmpty()
                    && items.getLast() instanceof Layout.Entry entry
                    && entry.comment() == null) {
                items.set(items.size() - 1, entry.with(text));
            } else {
                add(new Layout.Comment(text, isSetOff()));
            }
        }

        private void add(Layout.Item item) {
            items.add(item);
            newlines = 0;
        }

        private List<Layout.Item> all() {
            return items;
        }
    }

    private Items items(Token.Kind closing) {
        boolean top = closing == Token.Kind.END;
        var found = new Items();
        while (true) {
            var kind = peek().kind();
            if (kind == Token.Kind.COMMENT) {
                found.comment(take().text().stripTrailing(), top);
            } else if (kind == Token.Kind.NEWLINE) {
                take();
                found.newlines++;
            } else if (kind == Token.Kind.SPACE || kind == Token.Kind.COMMA) {
                take();
            } else if (kind == closing || kind == Token.Kind.END) {
                take();
                return found;
            } else if (top && kind == Token.Kind.OPEN_BLOCK) {
                take();
                around(found, items(Token.Kind.CLOSE_BLOCK));
            } else {
                entry(found, closing != Token.Kind.CLOSE_LIST);
            }
        }
    }

    /// Takes in what is between braces around the whole file.
    private static void around(Items found, Items inner) {
        boolean setOff = found.isSetOff();
        if (inner.behindOpening != null) {
            found.add(new Layout.Comment(inner.behindOpening, setOff));
        }
        inner.all().forEach(found::add);
    }

    private void entry(Items found, boolean field) {
        var hoisted = new ArrayList<String>();
        String key = field ? key(hoisted) : null;
        boolean adds = false;
        if (field) {
            adds = peek().text().equals("+=");
            if (peek().kind() == Token.Kind.SEPARATOR) {
                take();
            }
            skip(hoisted);
        }
        boolean setOff = found.isSetOff();
        for (String comment : hoisted) {
            found.add(new Layout.Comment(comment, setOff));
            setOff = false;
        }
        found.add(new Layout.Entry(key, adds, parts(), null, setOff));
    }

    private String key(List<String> hoisted) {
        var key = new StringBuilder();
        while (peek().kind() == Token.Kind.TEXT || peek().kind() == Token.Kind.SPACE) {
            key.append(take().text());
        }
        skip(hoisted);
        return key.toString().strip();
    }

    /// Skips to the next token that means something, and gathers the comments on the way.
    private void skip(List<String> comments) {
        while (true) {
            switch (peek().kind()) {
                case SPACE, NEWLINE -> take();
                case COMMENT -> comments.add(take().text().stripTrailing());
                default -> {
                    return;
                }
            }
        }
    }

    private List<Layout.Part> parts() {
        var parts = new ArrayList<Layout.Part>();
        var words = new StringBuilder();
        while (true) {
            switch (peek().kind()) {
                case TEXT, SPACE -> words.append(take().text());
                case OPEN_BLOCK, OPEN_LIST -> {
                    flush(words, parts);
                    parts.add(bracket());
                }
                default -> {
                    flush(new StringBuilder(stripTrailing(words)), parts);
                    return parts;
                }
            }
        }
    }

    private static void flush(StringBuilder words, List<Layout.Part> parts) {
        if (!words.isEmpty()) {
            parts.add(new Layout.Words(words.toString()));
            words.setLength(0);
        }
    }

    private Layout.Bracket bracket() {
        int start = at;
        boolean isBlock = take().kind() == Token.Kind.OPEN_BLOCK;
        var inner = items(isBlock ? Token.Kind.CLOSE_BLOCK : Token.Kind.CLOSE_LIST);
        boolean onOneLine = tokens.subList(start, at).stream()
                .noneMatch(token -> token.text().indexOf('\n') >= 0);
        return new Layout.Bracket(isBlock, inner.all(), inner.behindOpening, onOneLine);
    }

    private static String stripTrailing(StringBuilder words) {
        int end = words.length();
        while (end > 0 && Lexer.isBlank(words.charAt(end - 1))) {
            end--;
        }
        return words.substring(0, end);
    }

    private Token peek() {
        return Objects.requireNonNull(tokens.get(Math.min(at, tokens.size() - 1)));
    }

    private Token take() {
        var token = peek();
        at++;
        return token;
    }
}
