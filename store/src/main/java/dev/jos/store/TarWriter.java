package dev.jos.store;

import dev.jos.host.IoConsumer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Writes a tar archive entry by entry, deterministically.
///
/// The format is POSIX pax: what an ustar header cannot hold goes into an extended header; extended attributes go
/// there as `SCHILY.xattr.*`, with raw bytes, as GNU tar and libarchive read and write them.
public final class TarWriter {

    private static final int BLOCK = 512;

    private final OutputStream out;
    private int number;

    /// @param out should be buffered; it is neither flushed nor closed
    public TarWriter(OutputStream out) {
        this.out = out;
    }

    /// Adds a directory or link.
    public void add(String path, Node node) throws IOException {
        if (node instanceof RegularFile) {
            throw new IllegalArgumentException("`" + path + "` is a file, whose content is missing");
        }
        header(path, node);
    }

    /// Adds a file, which lets `content` write exactly as many bytes as the file has.
    ///
    /// @throws WrongSize if it writes more or fewer
    public void add(String path, RegularFile file, IoConsumer<OutputStream> content) throws IOException {
        header(path, file);
        var counted = new Counted(out);
        content.accept(counted);
        if (counted.written != file.size()) {
            throw new WrongSize(file);
        }
        out.write(new byte[(int) (-file.size() & (BLOCK - 1))]);
    }

    /// Writes the end of the archive.
    public void finish() throws IOException {
        out.write(new byte[2 * BLOCK]);
    }

    private void header(String path, Node node) throws IOException {
        out.write(new TarHeader(new Entry(path, node), number++).bytes());
    }

    private static final class Counted extends FilterOutputStream {

        private long written;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written += length;
        }

        @Override
        public void close() {
            // the archive goes on
        }
    }
}
