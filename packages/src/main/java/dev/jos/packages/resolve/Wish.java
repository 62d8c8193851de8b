package dev.jos.packages.resolve;

/// One name that must be in the answer.
///
/// @param version the exact version, or empty
/// @param essential whether nobody asked for it: it is part of every system
record Wish(String name, String version, boolean essential) {

    /// Reads `name` or `name=version`.
    static Wish parse(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new Wish(text, "", false)
                : new Wish(text.substring(0, equals), text.substring(equals + 1), false);
    }

    @Override
    public String toString() {
        return version.isEmpty() ? name : name + " (= " + version + ")";
    }
}
