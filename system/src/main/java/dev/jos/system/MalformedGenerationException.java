package dev.jos.system;

import java.io.IOException;

/// A `generation.json` that is damaged, or newer than this version of jos.
public final class MalformedGenerationException extends IOException {

    MalformedGenerationException(String problem) {
        super(problem);
    }

    MalformedGenerationException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
