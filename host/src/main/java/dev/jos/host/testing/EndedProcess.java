package dev.jos.host.testing;

import dev.jos.host.ProcessResult;
import dev.jos.host.RunningProcess;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// A program that has already said and done everything.
record EndedProcess(ProcessResult result) implements RunningProcess {

    @Override
    public long pid() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isRunning() {
        return false;
    }

    @Override
    public ProcessResult await(Duration limit) {
        return result;
    }

    @Override
    public void terminate(Duration grace) {
        // It has ended.
    }

    @Override
    public OutputStream input() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream output() {
        return new ByteArrayInputStream(result.output());
    }

    @Override
    public void close() {
        // It has ended.
    }
}
