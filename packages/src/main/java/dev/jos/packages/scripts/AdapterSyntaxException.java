package dev.jos.packages.scripts;

import java.io.IOException;

/// An adapter that does not follow its grammar.
public final class AdapterSyntaxException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String adapter;
    private final int line;

    AdapterSyntaxException(String adapter, int line, String problem) {
        super(adapter + ":" + line + ": " + problem);
        this.adapter = adapter;
        this.line = line;
    }

    /// The adapter's name, that of its package.
    public String adapter() {
        return adapter;
    }

    /// The line of the problem, from 1.
    public int line() {
        return line;
    }
}
