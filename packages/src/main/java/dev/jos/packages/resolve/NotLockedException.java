package dev.jos.packages.resolve;

import java.io.IOException;

/// A package was to be updated that the lock does not have.
public final class NotLockedException extends IOException {

    private final String name;

    NotLockedException(String name) {
        super("`%s` is not in the lock".formatted(name));
        this.name = name;
    }

    public String name() {
        return name;
    }
}
