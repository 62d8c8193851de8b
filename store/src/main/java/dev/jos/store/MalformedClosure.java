package dev.jos.store;

import java.io.IOException;
import java.nio.file.Path;

/// A root, or the closure of a system, cannot be read. Nothing is collected while there is one: what it meant to
/// keep is unknown.
public final class MalformedClosure extends IOException {

    private final Path file;

    MalformedClosure(Path file, String problem, Throwable cause) {
        super("`" + file + "`: " + problem, cause);
        this.file = file;
    }

    public Path file() {
        return file;
    }
}
