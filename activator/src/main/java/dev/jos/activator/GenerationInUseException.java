package dev.jos.activator;

import java.io.IOException;

/// A generation that must not be deleted.
public final class GenerationInUseException extends IOException {

    /// What it is needed for.
    public enum Use {
        /// Its number is the highest, so it is what the machine is meant to be.
        NEWEST,
        /// It was booted, or runs now.
        RUNNING
    }

    private final transient Generation generation;
    private final Use use;

    GenerationInUseException(Generation generation, Use use) {
        super("generation " + generation.number() + " of `" + generation.profile() + "` is in use");
        this.generation = generation;
        this.use = use;
    }

    public Generation generation() {
        return generation;
    }

    public Use use() {
        return use;
    }
}
