package dev.jos.packages.deb;

import java.io.IOException;

/// Something wrong within an archive, found by a reader that knows the place but not the package.
final class ArchiveDamage extends IOException {

    private final String entry;

    ArchiveDamage(String entry, String problem) {
        super(problem);
        this.entry = entry;
    }

    /// The member or path; empty if unknown.
    String entry() {
        return entry;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
