package dev.jos.interfaces.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A program header: bytes of the file and the address at which they are mapped.
record Segment(int type, long offset, long address, long fileSize) {

    static final int LOAD = 1;
    static final int DYNAMIC = 2;
    static final int INTERPRETER = 3;
    static final int NOTE = 4;

    static List<Segment> read(ElfBytes bytes, ElfHeader header) throws IOException {
        int count = header.programHeaderCount();
        if (count == 0) {
            return List.of();
        }
        int size = header.programHeaderSize();
        boolean wide = header.wide();
        if (size < (wide ? 56 : 32)) {
            throw new MalformedElfException("program headers of %d bytes are too short".formatted(size));
        }
        ByteBuffer table = bytes.read(header.programHeaders(), (long) size * count, "the program header table")
                .order(header.abi().order());
        List<Segment> segments = new ArrayList<>(count);
        for (int at = 0; at < size * count; at += size) {
            segments.add(
                    wide
                            ? new Segment(
                                    table.getInt(at),
                                    table.getLong(at + 8),
                                    table.getLong(at + 16),
                                    table.getLong(at + 32))
                            : new Segment(
                                    table.getInt(at),
                                    Integer.toUnsignedLong(table.getInt(at + 4)),
                                    Integer.toUnsignedLong(table.getInt(at + 8)),
                                    Integer.toUnsignedLong(table.getInt(at + 16))));
        }
        return segments;
    }

    /// Whether the byte at `address` comes from this segment's part of the file.
    boolean maps(long address) {
        return type == LOAD
                && Long.compareUnsigned(address, this.address) >= 0
                && Long.compareUnsigned(address - this.address, fileSize) < 0;
    }
}
