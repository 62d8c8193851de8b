package dev.jos.interfaces;

import java.util.Locale;

/// Symbol versions by which a library says that nobody but its own companions may use a symbol.
final class PrivateVersions {

    private PrivateVersions() {}

    static boolean contains(String version) {
        if (version.isEmpty()) {
            return false;
        }
        String upper = version.toUpperCase(Locale.ROOT);
        return upper.contains("PRIVATE") || upper.contains("INTERNAL");
    }
}
