package dev.jos.store;

import java.io.IOException;

/// One inode of an image: `struct erofs_inode_extended`, attributes, and a tail of data if it is small.
///
/// A tail must lie within one block; what is larger than half a block gets blocks of its own.
abstract sealed class ErofsInode permits ErofsDirectory, ErofsFile, ErofsSymlink {

    static final int MAX_TAIL = ErofsPlan.BLOCK / 2;

    private static final int SIZE = 64;
    private static final int SLOT = 32;
    private static final int EXTENDED = 1;

    /// How data is found: `EROFS_INODE_FLAT_PLAIN`, `…_FLAT_INLINE`, `…_CHUNK_BASED`.
    enum DataLayout {
        PLAIN(0),
        INLINE(2),
        CHUNKS(4);

        private final int code;

        DataLayout(int code) {
            this.code = code;
        }
    }

    private final Node node;
    private final ErofsXattrs xattrs;
    private final int serial;
    private long position;
    private long firstBlock;

    ErofsInode(Node node, ErofsXattrs xattrs, int serial) {
        this.node = node;
        this.xattrs = xattrs;
        this.serial = serial;
    }

    /// The number by which directories refer to this inode.
    final long number() {
        return position / SLOT;
    }

    final long position() {
        return position;
    }

    final long firstBlock() {
        return firstBlock;
    }

    final void placeBlocks(long first) {
        this.firstBlock = first;
    }

    final int type() {
        return switch (node) {
            case RegularFile _ -> 1;
            case Directory _ -> 2;
            case Symlink _ -> 7;
        };
    }

    /// Takes the first place at or after `from`.
    ///
    /// @return where this inode ends
    final long placeFrom(long from) {
        int head = SIZE + xattrs.size();
        position = slot(from);
        long tailStart = position + head;
        int room = (int) (ErofsPlan.BLOCK - tailStart % ErofsPlan.BLOCK);
        if (tailSize() > room) {
            position = slot(position + room);
        }
        return position + head + tailSize();
    }

    private static long slot(long position) {
        return (position + SLOT - 1) / SLOT * SLOT;
    }

    final void write(ErofsSink sink) throws IOException {
        Attributes attributes = node.attributes();
        sink.u16((layout().code << 1) | EXTENDED).u16(xattrs.count());
        sink.u16(FileType.of(node) | attributes.mode()).u16(0);
        sink.u64(size()).u32(dataField()).u32(serial);
        sink.u32(attributes.uid()).u32(attributes.gid());
        sink.u64(attributes.mtime()).u32(0).u32(links()).zeros(16);
        xattrs.write(sink);
        writeTail(sink);
    }

    /// No child will be added any more.
    void close() {}

    int links() {
        return 1;
    }

    abstract DataLayout layout();

    /// The size that stat(2) shows.
    abstract long size();

    /// The first block of data, or the format of chunks.
    int dataField() {
        return (int) firstBlock;
    }

    /// Blocks of its own that the inode needs, contents of files not counted.
    abstract int blocks();

    abstract int tailSize();

    abstract void writeTail(ErofsSink sink) throws IOException;

    abstract void writeBlocks(ErofsSink sink) throws IOException;
}
