package dev.jos.packages.scripts;

/// Strings of which parts may be unknown: an unknown stretch is one character that no script contains.
final class Text {

    /// Stands for any number of characters nobody can tell without running the script.
    static final String UNKNOWN = "\uE000";

    private Text() {}

    static boolean isKnown(String text) {
        return text.indexOf(UNKNOWN.charAt(0)) < 0;
    }

    /// The text as a message shows it.
    static String shown(String text) {
        return text.replace(UNKNOWN, "…");
    }
}
