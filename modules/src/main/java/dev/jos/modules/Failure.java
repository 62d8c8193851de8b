package dev.jos.modules;

import dev.jos.config.Diagnostic;

/// Words for a module that throws.
public final class Failure {

    private Failure() {}

    /// Names the module, what it threw, and the line of the module that did not go on.
    public static Diagnostic of(String module, Throwable failure) {
        return Diagnostic.error("The module `%s` failed: %s%s.".formatted(module, failure, line(module, failure)))
                .hint("Report this to the author of the module.");
    }

    private static String line(String module, Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            String file = frame.getFileName();
            if (file != null && file.equals(module + ".java")) {
                return " (%s:%d)".formatted(file, frame.getLineNumber());
            }
        }
        return "";
    }
}
