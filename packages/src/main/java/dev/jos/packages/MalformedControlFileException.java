package dev.jos.packages;

import java.io.IOException;

/// A control file that is not in the format of `deb822(5)`, or lacks a field that every package has.
public final class MalformedControlFileException extends IOException {

    private final int line;

    MalformedControlFileException(int line, String problem) {
        super(line == 0 ? problem : "line %d: %s".formatted(line, problem));
        this.line = line;
    }

    /// The line of the problem, counted from 1; 0 if it concerns the whole file.
    public int line() {
        return line;
    }
}
