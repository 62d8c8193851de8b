package dev.jos.packages.lock;

import java.io.IOException;

/// A lock file that cannot be read.
public final class LockSyntaxException extends IOException {

    private final String file;
    private final int line;
    private final String problem;

    LockSyntaxException(String file, int line, String problem) {
        super("%s:%d: %s".formatted(file, line, problem));
        this.file = file;
        this.line = line;
        this.problem = problem;
    }

    public String file() {
        return file;
    }

    /// Counted from 1.
    public int line() {
        return line;
    }

    /// One sentence without the place.
    public String problem() {
        return problem;
    }
}
