package dev.jos.packages.deb;

import dev.jos.host.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Tells a task how much has been read.
final class CountedInput extends FilterInputStream {

    private final Progress.Task task;

    CountedInput(InputStream in, Progress.Task task) {
        super(in);
        this.task = task;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            task.advance(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            task.advance(count);
        }
        return count;
    }
}
