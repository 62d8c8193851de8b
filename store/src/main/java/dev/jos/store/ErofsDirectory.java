package dev.jos.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A directory of an image: blocks of `struct erofs_dirent`, each followed by the names of its block.
///
/// Names are sorted by their bytes, `.` and `..` among them, over the whole directory.
final class ErofsDirectory extends ErofsInode {

    private static final int DIRENT = 12;

    /// Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Child(byte[] name, ErofsInode inode) {}

    private final String path;
    private final @Nullable ErofsDirectory parent;
    private final List<Child> children = new ArrayList<>();
    private int subdirectories;

    /// Where each block of children begins, and at last their number.
    private int[] blockStarts = {};

    private int lastBlockSize;

    ErofsDirectory(String path, Directory node, ErofsXattrs xattrs, int serial, @Nullable ErofsDirectory parent) {
        super(node, xattrs, serial);
        this.path = path;
        this.parent = parent;
    }

    String path() {
        return path;
    }

    /// Adds a child, which comes after all those added before.
    void add(byte[] name, ErofsInode inode) {
        children.add(new Child(name, inode));
        if (inode instanceof ErofsDirectory) {
            subdirectories++;
        }
    }

    /// Puts `.` and `..` in their places and cuts the names into blocks.
    @Override
    void close() {
        insert(new Child(new byte[] {'.'}, this));
        insert(new Child(new byte[] {'.', '.'}, parent == null ? this : parent));
        int[] starts = new int[children.size() + 1];
        int blocks = 1;
        int size = 0;
        for (int i = 0; i < children.size(); i++) {
            int each = DIRENT + children.get(i).name().length;
            if (size + each > ErofsPlan.BLOCK) {
                starts[blocks++] = i;
                size = 0;
            }
            size += each;
        }
        starts[blocks] = children.size();
        blockStarts = Arrays.copyOf(starts, blocks + 1);
        lastBlockSize = size;
    }

    private void insert(Child child) {
        int at = 0;
        while (at < children.size() && Arrays.compareUnsigned(children.get(at).name(), child.name()) < 0) {
            at++;
        }
        children.add(at, child);
    }

    private boolean endsInline() {
        return lastBlockSize <= MAX_TAIL;
    }

    @Override
    DataLayout layout() {
        return endsInline() ? DataLayout.INLINE : DataLayout.PLAIN;
    }

    @Override
    long size() {
        return (long) blocks() * ErofsPlan.BLOCK + tailSize();
    }

    @Override
    int links() {
        return 2 + subdirectories;
    }

    @Override
    int blocks() {
        return blockStarts.length - (endsInline() ? 2 : 1);
    }

    @Override
    int tailSize() {
        return endsInline() ? lastBlockSize : 0;
    }

    @Override
    void writeTail(ErofsSink sink) throws IOException {
        if (endsInline()) {
            writeBlock(sink, blockStarts.length - 2);
        }
    }

    @Override
    void writeBlocks(ErofsSink sink) throws IOException {
        for (int block = 0; block < blocks(); block++) {
            writeBlock(sink, block);
            sink.align(ErofsPlan.BLOCK);
        }
    }

    private void writeBlock(ErofsSink sink, int block) throws IOException {
        List<Child> part = children.subList(blockStarts[block], blockStarts[block + 1]);
        int nameOffset = DIRENT * part.size();
        for (Child child : part) {
            sink.u64(child.inode().number())
                    .u16(nameOffset)
                    .u8(child.inode().type())
                    .u8(0);
            nameOffset += child.name().length;
        }
        for (Child child : part) {
            sink.bytes(child.name());
        }
    }
}
