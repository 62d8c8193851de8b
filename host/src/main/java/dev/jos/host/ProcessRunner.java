package dev.jos.host;

import java.io.IOException;

/// The one door to other programs.
public interface ProcessRunner {

    /// Runs `command` to its end.
    ///
    /// @throws CommandFailed if it exits with another status than 0
    /// @throws CommandTimedOut if it takes longer than it may; nothing of it is left running
    /// @throws CommandNotStarted if there is no such program or it cannot be executed
    ProcessResult run(Command command) throws IOException;

    /// Starts `command` and returns while it runs. Its time-out does not count.
    ///
    /// @throws CommandNotStarted if there is no such program or it cannot be executed
    RunningProcess start(Command command) throws IOException;
}
