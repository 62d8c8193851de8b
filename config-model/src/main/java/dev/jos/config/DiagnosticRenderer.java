package dev.jos.config;

import java.util.List;

/// Writes diagnostics for people: the sentence, the place, the line with a caret, and what to do next.
public final class DiagnosticRenderer {

    private static final int WIDEST = 160;

    private final boolean colour;

    /// With `colour`, ANSI escape sequences (ECMA-48 SGR) mark the parts.
    public DiagnosticRenderer(boolean colour) {
        this.colour = colour;
    }

    /// All of them, with an empty line between.
    public String render(List<Diagnostic> diagnostics) {
        return String.join("\n", diagnostics.stream().map(this::render).toList());
    }

    /// Ends with a line break.
    public String render(Diagnostic diagnostic) {
        var out = new StringBuilder();
        String tone = diagnostic.isError() ? "31" : "33";
        out.append(paint(diagnostic.severity().word() + ":", "1;" + tone))
                .append(' ')
                .append(paint(clean(diagnostic.message()), "1"))
                .append('\n');
        diagnostic.primary().ifPresent(excerpt -> excerpt(out, excerpt, "1;" + tone));
        diagnostic.related().forEach(excerpt -> excerpt(out, excerpt, "1;34"));
        diagnostic.hint().ifPresent(hint -> out.append(paint("  hint:", "1;36"))
                .append(' ')
                .append(clean(hint))
                .append('\n'));
        return out.toString();
    }

    /// A place with what is to be said about it, outside of any problem; ends with a line break.
    public String render(Diagnostic.Excerpt excerpt) {
        var out = new StringBuilder();
        excerpt(out, excerpt, "1;34");
        return out.toString();
    }

    private void excerpt(StringBuilder out, Diagnostic.Excerpt excerpt, String tone) {
        var place = excerpt.place();
        String number = Integer.toString(place.line());
        String gutter = " ".repeat(Math.max(3, number.length() + 1));
        int column = place.column() - 1;
        String line = place.lineText();
        int cut = column > WIDEST - 40 ? column - 40 : 0;
        String shown = clean(line.substring(Math.min(cut, line.length()), Math.min(line.length(), cut + WIDEST)));
        int length = Math.max(1, Math.min(place.length(), shown.length() - (column - cut)));
        String caret = " ".repeat(column - cut) + paint("^".repeat(length), tone);
        String label = excerpt.label().isEmpty() ? "" : " " + paint(clean(excerpt.label()), tone);
        String bar = paint("|", "34");
        out.append(gutter).append(paint("-->", "34")).append(' ').append(place).append('\n');
        out.append(gutter).append(' ').append(bar).append('\n');
        out.append(" ".repeat(gutter.length() - number.length()))
                .append(paint(number, "34"))
                .append(' ')
                .append(bar)
                .append(' ')
                .append(shown.stripTrailing())
                .append('\n');
        out.append(gutter)
                .append(' ')
                .append(bar)
                .append(' ')
                .append(caret)
                .append(label)
                .append('\n');
    }

    private String paint(String text, String code) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /// Text from a file must not steer the terminal.
    private static String clean(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c == '\t' ? ' ' : Character.isISOControl(c) ? '?' : c);
        }
        return out.toString();
    }
}
