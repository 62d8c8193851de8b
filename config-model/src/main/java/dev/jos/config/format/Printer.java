package dev.jos.config.format;

import java.util.List;

/// Writes a layout in the one style there is.
///
/// Two spaces for each level; a line for each field, without commas; `name = value`, `name { … }`. What was written
/// on one line stays there as long as it fits.
final class Printer {

    private static final int WIDTH = 100;
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private Printer() {}

    static String print(List<Layout.Item> items) {
        var printer = new Printer();
        printer.items(items, 0);
        return printer.out.toString();
    }

    private void items(List<Layout.Item> items, int level) {
        boolean first = true;
        for (Layout.Item item : items) {
            if (item.isSetOff() && !first) {
                out.append('\n');
            }
            first = false;
            out.append(INDENT.repeat(level));
            switch (item) {
                case Layout.Comment comment -> out.append(comment.text());
                case Layout.Entry entry -> entry(entry, level);
            }
            out.append('\n');
        }
    }

    private void entry(Layout.Entry entry, int level) {
        String head = head(entry);
        out.append(head);
        boolean fits = canBeFlat(entry)
                && INDENT.length() * level + head.length() + flat(entry.parts()).length() <= WIDTH;
        for (Layout.Part part : entry.parts()) {
            switch (part) {
                case Layout.Words words -> out.append(words.text());
                case Layout.Bracket bracket -> bracket(bracket, level, fits);
            }
        }
        if (entry.comment() != null) {
            out.append(' ').append(entry.comment());
        }
    }

    private void bracket(Layout.Bracket bracket, int level, boolean fits) {
        if (canBeFlat(bracket) && (fits || !gainsByBreaking(bracket))) {
            out.append(flat(bracket));
            return;
        }
        out.append(bracket.isBlock() ? '{' : '[');
        if (bracket.comment() != null) {
            out.append(' ').append(bracket.comment());
        }
        out.append('\n');
        items(bracket.items(), level + 1);
        out.append(INDENT.repeat(level)).append(bracket.isBlock() ? '}' : ']');
    }

    /// The key and the sign between it and the value; a block needs none.
    private static String head(Layout.Entry entry) {
        if (entry.key() == null) {
            return "";
        }
        boolean block = entry.parts().size() == 1
                && entry.parts().getFirst() instanceof Layout.Bracket bracket
                && bracket.isBlock();
        return entry.key() + (entry.adds() ? " += " : block ? " " : " = ");
    }

    private static boolean canBeFlat(Layout.Entry entry) {
        return entry.parts().stream()
                .allMatch(part -> part instanceof Layout.Bracket bracket
                        ? canBeFlat(bracket)
                        : part instanceof Layout.Words words && words.text().indexOf('\n') < 0);
    }

    private static boolean canBeFlat(Layout.Bracket bracket) {
        return bracket.onOneLine() || bracket.isEmpty();
    }

    /// A list of a single text would only become taller.
    private static boolean gainsByBreaking(Layout.Bracket bracket) {
        if (bracket.isEmpty()) {
            return false;
        }
        return bracket.isBlock()
                || bracket.items().size() > 1
                || (bracket.items().getFirst() instanceof Layout.Entry entry
                        && entry.parts().stream()
                                .anyMatch(part -> part instanceof Layout.Bracket inner && gainsByBreaking(inner)));
    }

    private static String flat(List<Layout.Part> parts) {
        var text = new StringBuilder();
        for (Layout.Part part : parts) {
            switch (part) {
                case Layout.Words words -> text.append(words.text());
                case Layout.Bracket bracket -> text.append(flat(bracket));
            }
        }
        return text.toString();
    }

    private static String flat(Layout.Bracket bracket) {
        var text = new StringBuilder();
        for (Layout.Item item : bracket.items()) {
            if (item instanceof Layout.Entry entry) {
                text.append(text.isEmpty() ? "" : ", ").append(head(entry)).append(flat(entry.parts()));
            }
        }
        if (bracket.isBlock()) {
            return text.isEmpty() ? "{}" : "{ " + text + " }";
        }
        return "[" + text + "]";
    }
}
