package dev.jos.packages.archive;

/// How much a package belongs to a base system (Debian Policy 2.5).
public enum Priority {
    REQUIRED,
    IMPORTANT,
    STANDARD,
    OPTIONAL;

    /// The priority of this name; anything unknown, such as the obsolete `extra`, is optional.
    static Priority parse(String text) {
        return switch (text) {
            case "required" -> REQUIRED;
            case "important" -> IMPORTANT;
            case "standard" -> STANDARD;
            default -> OPTIONAL;
        };
    }
}
