package dev.jos.store;

import java.io.IOException;
import java.io.OutputStream;

/// Writes trees as tar archives; see [TarWriter].
public final class TarArchive {

    private TarArchive() {}

    /// Writes everything, the root as `./`, with owners, modes, times and extended attributes. `out` should be
    /// buffered; it is neither flushed nor closed.
    public static void write(Tree tree, ContentSource contents, OutputStream out) throws IOException {
        FileContent content = new FileContent(contents);
        TarWriter tar = new TarWriter(out);
        for (Entry entry : tree.entries()) {
            if (entry.node() instanceof RegularFile file) {
                tar.add(entry.path(), file, part -> content.copy(file, part));
            } else {
                tar.add(entry.path(), entry.node());
            }
        }
        tar.finish();
    }
}
