package dev.jos.host;

import java.io.IOException;
import java.time.Duration;

/// A program took longer than it may.
public final class CommandTimedOut extends IOException {

    private final transient Command command;
    private final Duration limit;

    public CommandTimedOut(Command command, Duration limit, String errorTail) {
        super("`" + command.program() + "` did not end within " + limit.toMillis() / 1000.0 + " s"
                + (errorTail.isBlank() ? "" : ": " + errorTail.strip()));
        this.command = command;
        this.limit = limit;
    }

    public Command command() {
        return command;
    }

    public Duration limit() {
        return limit;
    }
}
