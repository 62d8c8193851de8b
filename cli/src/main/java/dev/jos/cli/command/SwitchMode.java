package dev.jos.cli.command;

/// How far a new system gets.
enum SwitchMode {
    /// It runs now, and from the next boot on.
    SWITCH(true, true),
    /// It runs now, until the next boot.
    TEST(true, false),
    /// It runs from the next boot on.
    BOOT(false, true);

    private final boolean runs;
    private final boolean boots;

    SwitchMode(boolean runs, boolean boots) {
        this.runs = runs;
        this.boots = boots;
    }

    boolean runs() {
        return runs;
    }

    boolean boots() {
        return boots;
    }
}
