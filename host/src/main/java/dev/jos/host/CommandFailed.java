package dev.jos.host;

import java.io.IOException;

/// A program exited with another status than 0.
public final class CommandFailed extends IOException {

    private final transient Command command;
    private final transient ProcessResult result;

    public CommandFailed(Command command, ProcessResult result) {
        super("`" + command.program() + "` failed with status " + result.status()
                + (result.errorTail().isBlank() ? "" : ": " + result.errorTail().strip()));
        this.command = command;
        this.result = result;
    }

    public Command command() {
        return command;
    }

    public ProcessResult result() {
        return result;
    }
}
