package dev.jos.cli.command;

/// How far a new system gets.
enum SwitchMode {
    /// It runs now, and from the next boot on.
    SWITCH(true, true, true),
    /// It runs now, and can be booted by choice.
    SWITCH_ONLY(true, true, false),
    /// It runs now, until the next boot.
    TEST(true, false, false),
    /// It runs from the next boot on.
    BOOT(false, true, true);

    private final boolean runs;
    private final boolean offered;
    private final boolean boots;

    SwitchMode(boolean runs, boolean offered, boolean boots) {
        this.runs = runs;
        this.offered = offered;
        this.boots = boots;
    }

    boolean runs() {
        return runs;
    }

    boolean isOffered() {
        return offered;
    }

    boolean boots() {
        return boots;
    }
}
