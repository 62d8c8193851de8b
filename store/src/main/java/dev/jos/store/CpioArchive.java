package dev.jos.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes trees as cpio archives (newc), what the kernel unpacks as initial root, deterministically.
///
/// The format: `Documentation/driver-api/early-userspace/buffer-format.rst` of Linux.
public final class CpioArchive {

    private static final String TRAILER = "TRAILER!!!";
    private static final int ALIGNMENT = 4;
    private static final int HEADER = 110;
    private static final long MAX_FIELD = 0xffffffffL;

    private final FileContent contents;
    private final OutputStream out;
    private int inode;

    private CpioArchive(ContentSource contents, OutputStream out) {
        this.contents = new FileContent(contents);
        this.out = out;
    }

    /// Writes everything but the root itself and what the format does not have: extended attributes, and times
    /// after the year 2106, which become that year. `out` should be buffered; it is neither flushed nor closed.
    ///
    /// @throws IOException also if a file is larger than 4 GiB, which the format does not allow
    public static void write(Tree tree, ContentSource contents, OutputStream out) throws IOException {
        CpioArchive archive = new CpioArchive(contents, out);
        for (Entry entry : tree.below("")) {
            archive.add(entry);
        }
        archive.header(TRAILER, 0, Attributes.of(0), 0, 1);
    }

    private void add(Entry entry) throws IOException {
        inode++;
        Attributes attributes = entry.node().attributes();
        switch (entry.node()) {
            case Directory directory -> header(entry.path(), FileType.DIRECTORY, attributes, 0, 2);
            case Symlink link -> {
                byte[] target = link.target().getBytes(StandardCharsets.UTF_8);
                header(entry.path(), FileType.SYMLINK, attributes, target.length, 1);
                out.write(target);
                pad(target.length);
            }
            case RegularFile file -> {
                if (file.size() > MAX_FIELD) {
                    throw new IOException("`" + entry.path() + "` has " + file.size()
                            + " bytes; a cpio archive holds files of less than 4 GiB");
                }
                header(entry.path(), FileType.REGULAR, attributes, file.size(), 1);
                contents.copy(file, out);
                pad(file.size());
            }
        }
    }

    private void header(String path, int type, Attributes attributes, long size, int links) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        boolean trailer = type == 0;
        String fields = hex(trailer ? 0 : inode)
                + hex(type | attributes.mode())
                + hex(attributes.uid())
                + hex(attributes.gid())
                + hex(links)
                + hex(Math.min(attributes.mtime(), MAX_FIELD))
                + hex(size)
                + hex(0).repeat(4)
                + hex(name.length + 1L)
                + hex(0);
        out.write(("070701" + fields).getBytes(StandardCharsets.US_ASCII));
        out.write(name);
        out.write(0);
        pad(HEADER + name.length + 1L);
    }

    private void pad(long length) throws IOException {
        for (long at = length; at % ALIGNMENT != 0; at++) {
            out.write(0);
        }
    }

    private static String hex(long value) {
        return java.util.HexFormat.of().withUpperCase().toHexDigits(value, 8);
    }
}
