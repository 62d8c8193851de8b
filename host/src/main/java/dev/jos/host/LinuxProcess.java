package dev.jos.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One program of the machine, with threads that read what it says.
final class LinuxProcess implements RunningProcess {

    /// How long to go on reading once a program has ended: a child it left behind may hold its output open for ever.
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final Command command;
    private final Process process;
    private final long startedNanos;
    private final @Nullable Capture output;
    private final @Nullable Capture errors;

    LinuxProcess(Command command, Process process) {
        this.command = command;
        this.process = process;
        this.startedNanos = System.nanoTime();
        this.output = command.output() instanceof Command.Output.Captured(int limit)
                ? Capture.head(process.getInputStream(), limit)
                : null;
        this.errors = command.errors() instanceof Command.Output.Captured(int limit)
                ? Capture.tail(process.getErrorStream(), limit)
                : null;
        if (command.input() instanceof Command.Input.FromBytes(ByteBuffer content)) {
            Thread.ofPlatform().daemon().start(() -> feed(content));
        }
    }

    private void feed(ByteBuffer content) {
        try (WritableByteChannel in = Channels.newChannel(process.getOutputStream())) {
            in.write(content.duplicate());
        } catch (IOException _) {
            // The program need not read all of it; its exit status tells whether that was wrong.
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public ProcessResult await(Duration limit) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CommandTimedOut(command, limit, tailOfErrors());
            }
            long elapsed = System.nanoTime() - startedNanos;
            byte[] captured = output == null ? new byte[0] : output.content(DRAIN);
            String tail = errors == null ? "" : errors.text(DRAIN);
            return new ProcessResult(process.exitValue(), captured, tail, Duration.ofNanos(elapsed));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("interrupted while `" + command.program() + "` ran").initCause(e);
        }
    }

    private String tailOfErrors() throws InterruptedException {
        return errors == null ? "" : errors.text(Duration.ZERO);
    }

    @Override
    public void terminate(Duration grace) {
        process.destroy();
        try {
            process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        close();
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    /// Children are looked for before the parent dies, since afterwards nothing says whose they were, and until no new
    /// ones appear.
    @Override
    public void close() {
        Set<ProcessHandle> killed = new LinkedHashSet<>();
        boolean found = true;
        while (found) {
            found = process.descendants().filter(killed::add).toList().stream()
                            .filter(ProcessHandle::destroyForcibly)
                            .count()
                    > 0;
        }
        process.destroyForcibly();
    }
}
