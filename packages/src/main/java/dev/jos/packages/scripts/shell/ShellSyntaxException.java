package dev.jos.packages.scripts.shell;

/// A script that is no shell script this grammar understands.
public final class ShellSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    ShellSyntaxException(int line, String message) {
        super(message);
        this.line = line;
    }

    /// The line where reading stopped, from 1.
    public int line() {
        return line;
    }
}
