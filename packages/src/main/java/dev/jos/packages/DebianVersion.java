package dev.jos.packages;

/// A Debian package version, `[epoch:]upstream[-revision]`, ordered as dpkg orders it (deb-version(7)).
///
/// Equality is that of the text. Two texts may compare as equal and still differ (`1.0` and `1.00`).
public record DebianVersion(String text) implements Comparable<DebianVersion> {

    public DebianVersion {
        String problem = problem(text);
        if (problem != null) {
            throw new IllegalArgumentException("`%s` is not a Debian version: %s".formatted(text, problem));
        }
    }

    public static DebianVersion parse(String text) {
        return new DebianVersion(text);
    }

    /// The number before the first colon, 0 when there is none.
    public int epoch() {
        int colon = text.indexOf(':');
        return colon < 0 ? 0 : Integer.parseInt(text.substring(0, colon));
    }

    /// The part between epoch and revision.
    public String upstream() {
        int dash = text.lastIndexOf('-');
        return text.substring(text.indexOf(':') + 1, dash < 0 ? text.length() : dash);
    }

    @Override
    public int compareTo(DebianVersion other) {
        return compare(text, other.text);
    }

    /// Compares two version texts without checking them; the order of [#compareTo].
    public static int compare(String left, String right) {
        if (left.equals(right)) {
            return 0;
        }
        return VersionOrder.compare(left, right);
    }

    @Override
    public String toString() {
        return text;
    }

    private static @org.jspecify.annotations.Nullable String problem(String text) {
        int colon = text.indexOf(':');
        if (colon == 0 || colon > 9) {
            return "the epoch must be a number";
        }
        for (int i = 0; i < colon; i++) {
            if (!isDigit(text.charAt(i))) {
                return "the epoch must be a number";
            }
        }
        int dash = text.lastIndexOf('-');
        int end = dash > colon ? dash : text.length();
        if (end == colon + 1) {
            return "there is nothing before the revision";
        }
        if (dash == text.length() - 1) {
            return "the revision is empty";
        }
        for (int i = colon + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !VersionOrder.isLetter(c) && ".+-~:".indexOf(c) < 0) {
                return "`%c` is not allowed".formatted(c);
            }
        }
        return null;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
