package dev.jos.host;

import java.io.IOException;

/// A program does not exist or cannot be executed.
public final class CommandNotStarted extends IOException {

    private final transient Command command;

    public CommandNotStarted(Command command, IOException cause) {
        super("`" + command.program() + "` could not be started: " + cause.getMessage(), cause);
        this.command = command;
    }

    public Command command() {
        return command;
    }
}
