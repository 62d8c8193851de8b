package dev.jos.config;

import org.jspecify.annotations.Nullable;

/// A condition under which definitions count: `if = …` or `unless = …` in a block around them, and what guards that
/// block in turn.
///
/// Compared by identity: each guard in a file is decided once.
final class Guard {

    static final String IF = "if";
    static final String UNLESS = "unless";

    private final Definition condition;
    private final boolean wanted;
    private final @Nullable Guard outer;

    private Guard(Definition condition, boolean wanted, @Nullable Guard outer) {
        this.condition = condition;
        this.wanted = wanted;
        this.outer = outer;
    }

    /// What guards the entries of a block: its own conditions, and what guards the block.
    static @Nullable Guard of(Definition whole, Value.Block block) {
        Guard guard = whole.guard();
        Value positive = block.entries().get(IF);
        if (positive != null) {
            guard = new Guard(whole.child(IF, positive), true, guard);
        }
        Value negative = block.entries().get(UNLESS);
        if (negative != null) {
            guard = new Guard(whole.child(UNLESS, negative), false, guard);
        }
        return guard;
    }

    static boolean isKey(String key) {
        return key.equals(IF) || key.equals(UNLESS);
    }

    Definition condition() {
        return condition;
    }

    /// The value of the condition with which definitions count.
    boolean wanted() {
        return wanted;
    }

    @Nullable
    Guard outer() {
        return outer;
    }
}
