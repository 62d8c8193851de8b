package dev.jos.config;

/// Unwinds the evaluation of a value that a diagnostic has already been reported for. Never leaves this package.
final class Rejected extends RuntimeException {

    Rejected() {
        super("the configuration has errors", null, false, false);
    }
}
