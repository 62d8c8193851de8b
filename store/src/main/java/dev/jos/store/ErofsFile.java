package dev.jos.store;

import java.io.IOException;

/// A regular file of an image: a stub, whose content is one or no hole of the right size, or with content.
final class ErofsFile extends ErofsInode {

    private static final int BLOCK_BITS = 12;
    private static final int HOLE = 0xffffffff;

    private final RegularFile content;
    private final boolean stub;
    private long contentBlock;

    ErofsFile(RegularFile content, ErofsXattrs xattrs, int serial, boolean stub) {
        super(content, xattrs, serial);
        this.content = content;
        this.stub = stub && content.size() > 0;
    }

    RegularFile content() {
        return content;
    }

    void placeContent(long firstBlock) {
        contentBlock = firstBlock;
    }

    @Override
    DataLayout layout() {
        return stub ? DataLayout.CHUNKS : DataLayout.PLAIN;
    }

    @Override
    long size() {
        return content.size();
    }

    /// A stub says how large its only chunk is: as a power of two, counted from the size of a block.
    @Override
    int dataField() {
        if (!stub) {
            return (int) contentBlock;
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(content.size() - 1);
        return Math.max(bits, BLOCK_BITS) - BLOCK_BITS;
    }

    @Override
    int blocks() {
        return 0;
    }

    @Override
    int tailSize() {
        return stub ? Integer.BYTES : 0;
    }

    @Override
    void writeTail(ErofsSink sink) throws IOException {
        if (stub) {
            sink.u32(HOLE);
        }
    }

    @Override
    void writeBlocks(ErofsSink sink) {
        throw new IllegalStateException("a file has no blocks but its content");
    }
}
