package dev.jos.packages.deb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The content of one member of an archive: it ends with the member, and fails when the archive ends before.
final class MemberContent extends InputStream {

    /// What to throw when the archive ends within the content.
    @FunctionalInterface
    interface EarlyEnd {

        /// The failure, when so many bytes are missing.
        IOException failure(long missing);
    }

    private final InputStream archive;
    private final EarlyEnd earlyEnd;
    private long left;

    /// @param archive from which others read only what lies behind the content
    MemberContent(InputStream archive, long size, EarlyEnd earlyEnd) {
        this.archive = archive;
        this.left = size;
        this.earlyEnd = earlyEnd;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int count = archive.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw earlyEnd.failure(left);
        }
        left -= count;
        return count;
    }

    @Override
    public int available() {
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    /// Reads what has not been read, for nobody.
    void skipRest() throws IOException {
        if (left > 0) {
            transferTo(OutputStream.nullOutputStream());
        }
    }
}
