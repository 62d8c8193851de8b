package dev.jos.packages.archive;

import dev.jos.packages.archive.ArchiveState.KnownFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/// Opens the archive's compressed lists, with bounds on memory and output.
final class ListFiles {

    /// The archive compresses with `xz -9` at most, whose dictionary is 64 MiB.
    private static final int MAX_XZ_KIB = 128 * 1024;

    private ListFiles() {}

    /// The decompressed content of `path`, which holds `known`.
    static InputStream open(Path path, KnownFile known) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        try {
            String name = name(known);
            InputStream plain =
                    name.endsWith(".xz") ? new XZInputStream(in, MAX_XZ_KIB) : new GZIPInputStream(in, 1 << 16);
            return known.plainSize() == 0 ? plain : new BoundedStream(plain, known.plainSize());
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /// Such as `trixie/main/binary-amd64/Packages.xz`.
    static String name(KnownFile known) {
        return known.suite() + "/" + known.file().path();
    }
}
