package dev.jos.store;

import java.io.IOException;
import java.nio.file.Path;

/// The store cannot be collected, because somebody writes to it or holds it.
public final class StoreInUse extends IOException {

    private final Path store;

    StoreInUse(Path store) {
        super("the store " + store + " is in use by another command");
        this.store = store;
    }

    public Path store() {
        return store;
    }
}
