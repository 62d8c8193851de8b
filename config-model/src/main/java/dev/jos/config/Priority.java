package dev.jos.config;

/// How strongly a definition wants to win: the lowest number does, before values are merged.
final class Priority {

    /// In `force { … }`.
    static final int FORCE = 50;

    /// Outside of any block.
    static final int PLAIN = 100;

    /// In `default { … }`.
    static final int DEFAULT = 1000;

    private Priority() {}
}
