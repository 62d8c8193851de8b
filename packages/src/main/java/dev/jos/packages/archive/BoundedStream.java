package dev.jos.packages.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Yields at most a number of bytes, and fails when there are more: what a release says a list is long, it is.
final class BoundedStream extends FilterInputStream {

    private final String name;
    private final long limit;
    private long left;

    BoundedStream(String name, InputStream in, long limit) {
        super(in);
        this.name = name;
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
            throw new IOException("`%s` is longer than the %d bytes that its release says".formatted(name, limit));
        }
    }
}
