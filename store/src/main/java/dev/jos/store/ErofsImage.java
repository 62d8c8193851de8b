package dev.jos.store;

import java.io.IOException;
import java.io.OutputStream;

/// Writes trees as EROFS images, uncompressed and deterministically: equal trees give equal bytes.
///
/// The format: `Documentation/filesystems/erofs.rst` and `fs/erofs/erofs_fs.h` of Linux. Inodes are of the extended
/// form, which keeps times; blocks have 4096 bytes. The UUID follows from the [tree's identifier][Tree#id].
public final class ErofsImage {

    private ErofsImage() {}

    /// Writes an image without contents: regular files are overlayfs stubs (metacopy and redirect) that name their
    /// objects as `/ab/cdef…`. Mount it as a layer of an overlay, with `metacopy=on`, `redirect_dir=on` and the
    /// object directory of the store as a data-only layer. The root is opaque.
    ///
    /// @param out need not be buffered; neither flushed nor closed
    /// @return the bytes written
    /// @throws IOException also if a file has extended attributes that EROFS cannot hold
    public static long writeMetadata(Tree tree, OutputStream out) throws IOException {
        return write(tree, ErofsPlan.stubs(tree), null, out);
    }

    /// Writes an image with contents, each once, read from `contents` while the image is written.
    ///
    /// @param out need not be buffered; neither flushed nor closed
    /// @return the bytes written
    /// @throws IOException also if a file has extended attributes that EROFS cannot hold
    public static long writeData(Tree tree, ContentSource contents, OutputStream out) throws IOException {
        return write(tree, ErofsPlan.contents(tree), new FileContent(contents), out);
    }

    private static long write(
            Tree tree, ErofsPlan plan, @org.jspecify.annotations.Nullable FileContent contents, OutputStream out)
            throws IOException {
        ErofsSink sink = new ErofsSink(out);
        ErofsSuperblock.write(sink, tree.id(), plan);
        for (ErofsInode inode : plan.inodes()) {
            sink.zerosTo(inode.position());
            inode.write(sink);
        }
        for (ErofsInode inode : plan.inodes()) {
            if (inode.blocks() > 0) {
                sink.zerosTo(inode.firstBlock() * ErofsPlan.BLOCK);
                inode.writeBlocks(sink);
            }
        }
        if (contents != null) {
            for (ErofsPlan.Extent extent : plan.extents()) {
                sink.zerosTo(extent.firstBlock() * ErofsPlan.BLOCK);
                contents.copy(extent.file(), sink.stream());
            }
        }
        sink.zerosTo(plan.blocks() * ErofsPlan.BLOCK);
        sink.flush();
        return sink.position();
    }
}
