package dev.jos.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// A program that was started. Closing it kills it with all its children.
public interface RunningProcess extends AutoCloseable {

    long pid();

    boolean isRunning();

    /// Waits for its end, whatever the exit status.
    ///
    /// @throws CommandTimedOut if it still runs after `limit`; it goes on running
    ProcessResult await(Duration limit) throws IOException;

    /// Asks it to end (SIGTERM) and kills it with all its children after `grace`.
    void terminate(Duration grace);

    /// Its standard input, if the command says [Command.Input.Piped].
    OutputStream input();

    /// Its standard output, if the command says [Command.Output.Piped].
    InputStream output();

    @Override
    void close();
}
