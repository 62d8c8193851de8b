package dev.jos.store;

import java.io.IOException;

/// Bytes that are not the canonical encoding of any tree.
public final class MalformedTree extends IOException {

    private final int offset;

    MalformedTree(int offset, String problem) {
        super("no canonical tree: " + problem + " (at byte " + offset + ")");
        this.offset = offset;
    }

    /// Where in the encoding the problem was noticed.
    public int offset() {
        return offset;
    }
}
