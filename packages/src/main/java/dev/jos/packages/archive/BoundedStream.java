package dev.jos.packages.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Yields at most a number of bytes, and fails when there are more: what a release says a list is long, it is.
final class BoundedStream extends FilterInputStream {

    /// There is more than there should be.
    static final class TooLong extends IOException {
        TooLong(long limit) {
            super("it is longer than the %d bytes that its release says".formatted(limit));
        }
    }

    private final long limit;
    private long left;

    BoundedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
        this.left = limit;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            count(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n > 0) {
            count(n);
        }
        return n;
    }

    private void count(int n) throws IOException {
        left -= n;
        if (left < 0) {
            throw new TooLong(limit);
        }
    }
}
