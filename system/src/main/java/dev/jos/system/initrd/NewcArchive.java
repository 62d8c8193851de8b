package dev.jos.system.initrd;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A cpio archive as the kernel unpacks it into its first root, owned by root, of 1970.
///
/// Source: `Documentation/driver-api/early-userspace/buffer-format.rst` of the kernel.
final class NewcArchive {

    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 22);
    private int inode;

    /// Parents must come before what they hold.
    void directory(String path, int mode) {
        entry(path, DIRECTORY | mode, new byte[0]);
    }

    void file(String path, int mode, byte[] content) {
        entry(path, FILE | mode, content);
    }

    void link(String path, String target) {
        entry(path, LINK | 0777, target.getBytes(StandardCharsets.UTF_8));
    }

    /// The archive with its trailer.
    byte[] finish() {
        inode = -1;
        entry("TRAILER!!!", 0, new byte[0]);
        return out.toByteArray();
    }

    private void entry(String path, int mode, byte[] content) {
        inode++;
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        int links = (mode & DIRECTORY) != 0 ? 2 : 1;
        out.writeBytes("070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x"
                .formatted(inode, mode, 0, 0, links, 0, content.length, 0, 0, 0, 0, name.length + 1, 0)
                .getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(name);
        out.write(0);
        pad();
        out.writeBytes(content);
        pad();
    }

    private void pad() {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
    }
}
