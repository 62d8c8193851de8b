package dev.jos.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A symbolic link of an image: the target is its data.
final class ErofsSymlink extends ErofsInode {

    private final byte[] target;

    ErofsSymlink(Symlink link, ErofsXattrs xattrs, int serial) {
        super(link, xattrs, serial);
        this.target = link.target().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    DataLayout layout() {
        return blocks() == 0 ? DataLayout.INLINE : DataLayout.PLAIN;
    }

    @Override
    long size() {
        return target.length;
    }

    @Override
    int blocks() {
        return target.length <= MAX_TAIL ? 0 : 1;
    }

    @Override
    int tailSize() {
        return blocks() == 0 ? target.length : 0;
    }

    @Override
    void writeTail(ErofsSink sink) throws IOException {
        if (blocks() == 0) {
            sink.bytes(target);
        }
    }

    @Override
    void writeBlocks(ErofsSink sink) throws IOException {
        sink.bytes(target);
    }
}
