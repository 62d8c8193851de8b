package dev.jos.interfaces.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A section header, as far as it helps: the dynamic linker needs none, yet they alone say how many symbols there
/// are.
record Section(int type, long address, long offset, long size) {

    static final int NO_BITS = 8;
    static final int DYNAMIC_SYMBOLS = 11;

    /// The section headers; none if the table is missing or outside of the file, as after stripping them off.
    static List<Section> read(ElfBytes bytes, ElfHeader header) throws IOException {
        int count = header.sectionHeaderCount();
        int size = header.sectionHeaderSize();
        boolean wide = header.wide();
        long start = header.sectionHeaders();
        boolean readable = start > 0 && start <= bytes.size() && (long) size * count <= bytes.size() - start;
        if (count == 0 || size < (wide ? 64 : 40) || !readable) {
            return List.of();
        }
        ByteBuffer table = bytes.read(start, (long) size * count, "the section header table")
                .order(header.abi().order());
        List<Section> sections = new ArrayList<>(count);
        for (int at = 0; at < size * count; at += size) {
            sections.add(
                    wide
                            ? new Section(
                                    table.getInt(at + 4),
                                    table.getLong(at + 16),
                                    table.getLong(at + 24),
                                    table.getLong(at + 32))
                            : new Section(
                                    table.getInt(at + 4),
                                    Integer.toUnsignedLong(table.getInt(at + 12)),
                                    Integer.toUnsignedLong(table.getInt(at + 16)),
                                    Integer.toUnsignedLong(table.getInt(at + 20))));
        }
        return sections;
    }
}
