package dev.jos.host;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// How a program ended.
public final class ProcessResult {

    private final int status;
    private final byte[] output;
    private final String errorTail;
    private final Duration elapsed;

    public ProcessResult(int status, byte[] output, String errorTail, Duration elapsed) {
        this.status = status;
        this.output = output.clone();
        this.errorTail = errorTail;
        this.elapsed = elapsed;
    }

    /// The exit status; 128 and more after a signal.
    public int status() {
        return status;
    }

    /// The captured part of standard output, as long as the command allows.
    public byte[] output() {
        return output.clone();
    }

    /// The captured output as UTF-8.
    public String text() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /// The end of standard error.
    public String errorTail() {
        return errorTail;
    }

    /// How long it ran.
    public Duration elapsed() {
        return elapsed;
    }
}
