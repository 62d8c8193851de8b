package dev.jos.config;

/// A text that is no HOCON.
public final class SyntaxException extends Exception {

    private final transient Diagnostic diagnostic;

    SyntaxException(Diagnostic diagnostic) {
        super(diagnostic.message());
        this.diagnostic = diagnostic;
    }

    /// What is wrong, and where.
    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
