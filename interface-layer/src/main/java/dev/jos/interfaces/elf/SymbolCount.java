package dev.jos.interfaces.elf;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Finds out how many dynamic symbols there are, which the dynamic section does not say.
///
/// In the order of trust: the section header of the table, `DT_HASH`, the distance to the string table that link
/// editors put
/// behind it, and `DT_GNU_HASH`, which counts defined symbols only.
record SymbolCount(DynamicReader file, DynamicTable table, int entrySize) {

    long count() throws IOException {
        long symbols = table.value(DynamicTable.SYMBOL_TABLE);
        for (Section section : file.sections()) {
            if (section.type() == Section.DYNAMIC_SYMBOLS && section.address() == symbols) {
                return section.size() / entrySize;
            }
        }
        if (table.has(DynamicTable.HASH)) {
            ByteBuffer head = file.mapped(table.value(DynamicTable.HASH), 8, "the symbol hash table");
            return Integer.toUnsignedLong(head.getInt(4));
        }
        long distance = table.value(DynamicTable.STRING_TABLE) - symbols;
        if (distance > 0 && distance <= file.available(symbols, "the dynamic symbol table")) {
            return distance / entrySize;
        }
        return table.has(DynamicTable.GNU_HASH) ? hashed() : 0;
    }

    private long hashed() throws IOException {
        long address = table.value(DynamicTable.GNU_HASH);
        ByteBuffer head = file.mapped(address, 16, "the GNU symbol hash table");
        long buckets = Integer.toUnsignedLong(head.getInt(0));
        long first = Integer.toUnsignedLong(head.getInt(4));
        long bloomWords = Integer.toUnsignedLong(head.getInt(8));
        long bucketsAt = address + 16 + bloomWords * (entrySize == 24 ? 8 : 4);
        ByteBuffer starts = file.mapped(bucketsAt, buckets * 4, "the buckets of the GNU symbol hash table");
        long last = 0;
        for (int at = 0; at < starts.limit(); at += 4) {
            last = Math.max(last, Integer.toUnsignedLong(starts.getInt(at)));
        }
        if (last < first) {
            return first;
        }
        long chains = bucketsAt + buckets * 4;
        long chainAt = chains + (last - first) * 4;
        long length = file.available(chainAt, "a chain of the GNU symbol hash table") & ~3L;
        ByteBuffer chain = file.mapped(chainAt, length, "a chain of the GNU symbol hash table");
        for (int at = 0; at + 4 <= chain.limit(); at += 4, last++) {
            if ((chain.getInt(at) & 1) != 0) {
                return last + 1;
            }
        }
        throw new MalformedElfException("a chain of the GNU symbol hash table does not end");
    }
}
