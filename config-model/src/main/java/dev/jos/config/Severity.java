package dev.jos.config;

/// How much a [Diagnostic] matters: an error stops the build, a warning does not.
public enum Severity {
    ERROR("error"),
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /// The word that starts the rendered message.
    public String word() {
        return word;
    }
}
