package dev.jos.interfaces.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Reads the chains of version definitions and version needs (LSB Core, "Symbol Versioning").
///
/// Both are linked lists by relative offsets; reading is bounded by the counts of the dynamic section and by the
/// segment.
final class VersionReader {

    private static final int LAST_INDEX = 0x7fff;
    private static final int WEAK = 2;
    private static final int BASE = 1;

    private final DynamicReader file;
    private final DynamicTable table;
    private final StringTable strings;

    VersionReader(DynamicReader file, DynamicTable table, StringTable strings) {
        this.file = file;
        this.table = table;
        this.strings = strings;
    }

    List<VersionDefinition> definitions() throws IOException {
        List<VersionDefinition> definitions = new ArrayList<>();
        if (!table.has(DynamicTable.VERSION_DEFINITIONS)) {
            return definitions;
        }
        long count = bounded(table.value(DynamicTable.VERSION_DEFINITION_COUNT), "version definitions");
        Chain chain = new Chain(table.value(DynamicTable.VERSION_DEFINITIONS), "a version definition");
        for (long i = 0; i < count; i++) {
            ByteBuffer entry = chain.entry(0, 20);
            List<String> names = names(chain, entry.getInt(12), entry.getShort(6) & 0xffff);
            definitions.add(new VersionDefinition(
                    entry.getShort(4) & LAST_INDEX,
                    names.getFirst(),
                    names.subList(1, names.size()),
                    (entry.getShort(2) & BASE) != 0));
            if (!chain.advance(entry.getInt(16))) {
                break;
            }
        }
        return definitions;
    }

    private List<String> names(Chain definition, int offset, int count) throws IOException {
        if (count == 0) {
            throw new MalformedElfException("a version definition without a name");
        }
        List<String> names = new ArrayList<>();
        long at = Integer.toUnsignedLong(offset);
        for (int i = 0; i < count; i++) {
            ByteBuffer entry = definition.entry(at, 8);
            names.add(strings.at(Integer.toUnsignedLong(entry.getInt(0))));
            if (entry.getInt(4) == 0) {
                break;
            }
            at += Integer.toUnsignedLong(entry.getInt(4));
        }
        return names;
    }

    List<VersionNeed> needs() throws IOException {
        List<VersionNeed> needs = new ArrayList<>();
        if (!table.has(DynamicTable.VERSION_NEEDS)) {
            return needs;
        }
        long count = bounded(table.value(DynamicTable.VERSION_NEED_COUNT), "version needs");
        Chain chain = new Chain(table.value(DynamicTable.VERSION_NEEDS), "a version need");
        for (long i = 0; i < count; i++) {
            ByteBuffer entry = chain.entry(0, 16);
            String library = strings.at(Integer.toUnsignedLong(entry.getInt(4)));
            addVersions(needs, library, chain, entry.getInt(8), entry.getShort(2) & 0xffff);
            if (!chain.advance(entry.getInt(12))) {
                break;
            }
        }
        return needs;
    }

    private void addVersions(List<VersionNeed> needs, String library, Chain chain, int offset, int count)
            throws IOException {
        long at = Integer.toUnsignedLong(offset);
        for (int i = 0; i < count; i++) {
            ByteBuffer entry = chain.entry(at, 16);
            needs.add(new VersionNeed(
                    entry.getShort(6) & LAST_INDEX,
                    library,
                    strings.at(Integer.toUnsignedLong(entry.getInt(8))),
                    (entry.getShort(4) & WEAK) != 0));
            bounded(needs.size(), "version needs");
            if (entry.getInt(12) == 0) {
                break;
            }
            at += Integer.toUnsignedLong(entry.getInt(12));
        }
    }

    private static long bounded(long count, String what) throws MalformedElfException {
        if (count < 0 || count > LAST_INDEX) {
            throw new MalformedElfException("%d %s are more than can be numbered".formatted(count, what));
        }
        return count;
    }

    /// One list: the address of its current entry.
    private final class Chain {

        private final String what;
        private long address;

        Chain(long address, String what) {
            this.address = address;
            this.what = what;
        }

        ByteBuffer entry(long offset, int length) throws IOException {
            return file.mapped(address + offset, length, what);
        }

        boolean advance(int offset) {
            address += Integer.toUnsignedLong(offset);
            return offset != 0;
        }
    }
}
