package dev.jos.store;

import java.io.IOException;
import java.io.OutputStream;

/// Writes trees as tar archives, deterministically.
///
/// The format is POSIX pax: what an ustar header cannot hold goes into an extended header; extended attributes go
/// there as `SCHILY.xattr.*`, with raw bytes, as GNU tar and libarchive read and write them.
public final class TarArchive {

    private static final int BLOCK = 512;

    private TarArchive() {}

    /// Writes everything, the root as `./`, with owners, modes, times and extended attributes. `out` should be
    /// buffered; it is neither flushed nor closed.
    public static void write(Tree tree, ContentSource contents, OutputStream out) throws IOException {
        FileContent content = new FileContent(contents);
        int number = 0;
        for (Entry entry : tree.entries()) {
            out.write(new TarHeader(entry, number++).bytes());
            if (entry.node() instanceof RegularFile file) {
                content.copy(file, out);
                out.write(new byte[(int) (-file.size() & (BLOCK - 1))]);
            }
        }
        out.write(new byte[2 * BLOCK]);
    }
}
