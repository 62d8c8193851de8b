package dev.jos.packages.scripts;

/// Whether a command succeeds on a fresh install, as far as that can be told without running it.
enum Outcome {
    TRUE,
    FALSE,
    UNKNOWN;

    static Outcome of(boolean success) {
        return success ? TRUE : FALSE;
    }

    Outcome negated() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    Outcome and(Outcome other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
    }

    Outcome or(Outcome other) {
        return negated().and(other.negated()).negated();
    }
}
