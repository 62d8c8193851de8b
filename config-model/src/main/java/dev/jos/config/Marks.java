package dev.jos.config;

/// How strongly a definition wants to win, and where its elements want to stand in a joined list.
///
/// The lowest `priority` wins, before values are merged; among winners the lowest `order` comes first.
record Marks(int priority, int order) {

    /// What no mark says.
    static final Marks PLAIN = new Marks(100, 1000);

    static final int FORCE = 50;
    static final int DEFAULT = 1000;
    static final int BEFORE = 500;
    static final int AFTER = 1500;

    Marks withPriority(int other) {
        return new Marks(other, order);
    }

    Marks withOrder(int other) {
        return new Marks(priority, other);
    }
}
