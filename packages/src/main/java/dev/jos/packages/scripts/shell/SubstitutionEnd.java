package dev.jos.packages.scripts.shell;

/// Finds the parenthesis that ends a `$(`, minding quotations, nested parentheses, comments and the unbalanced
/// ones of
/// `case` patterns.
final class SubstitutionEnd {

    private final String text;
    private int at;

    SubstitutionEnd(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /// The position of the closing parenthesis, -1 without one.
    int find() {
        int parentheses = 0;
        int cases = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '\'') {
                skipTo('\'');
            } else if (c == '"') {
                skipDoubleQuoted();
            } else if (c == '#' && Character.isWhitespace(text.charAt(at - 1))) {
                skipTo('\n');
            } else if (wordAt("case")) {
                cases++;
            } else if (wordAt("esac")) {
                cases--;
            } else if (c == '(') {
                parentheses++;
            } else if (c == ')' && parentheses > 0) {
                parentheses--;
            } else if (c == ')' && cases == 0) {
                return at;
            }
            at++;
        }
        return -1;
    }

    private boolean wordAt(String word) {
        return text.startsWith(word, at)
                && !Character.isLetterOrDigit(text.charAt(at - 1))
                && at + word.length() < text.length()
                && !Character.isLetterOrDigit(text.charAt(at + word.length()));
    }

    private void skipTo(char end) {
        int found = text.indexOf(end, at + 1);
        at = found < 0 ? text.length() : found;
    }

    private void skipDoubleQuoted() {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.startsWith("$(", at)) {
                int end = new SubstitutionEnd(text, at + 2).find();
                at = end < 0 ? text.length() : end;
            }
            at++;
        }
    }
}
