package dev.jos.cli.terminal;

/// Emphasis by ANSI escape sequences, or none at all.
public enum Style {
    PLAIN(false),
    COLOURED(true);

    private final boolean coloured;

    Style(boolean coloured) {
        this.coloured = coloured;
    }

    public boolean isColoured() {
        return coloured;
    }

    public String bold(String text) {
        return wrap("1", text);
    }

    public String red(String text) {
        return wrap("1;31", text);
    }

    public String yellow(String text) {
        return wrap("1;33", text);
    }

    public String green(String text) {
        return wrap("32", text);
    }

    public String cyan(String text) {
        return wrap("1;36", text);
    }

    public String dim(String text) {
        return wrap("2", text);
    }

    private String wrap(String code, String text) {
        return coloured && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
