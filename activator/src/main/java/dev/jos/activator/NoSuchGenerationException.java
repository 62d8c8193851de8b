package dev.jos.activator;

import java.io.IOException;

/// A generation that was asked for and is not there.
public final class NoSuchGenerationException extends IOException {

    private final String profile;
    private final int number;

    NoSuchGenerationException(String profile, int number) {
        super("`" + profile + "` has no generation " + number);
        this.profile = profile;
        this.number = number;
    }

    public String profile() {
        return profile;
    }

    public int number() {
        return number;
    }
}
