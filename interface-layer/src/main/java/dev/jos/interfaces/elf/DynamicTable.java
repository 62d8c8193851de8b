package dev.jos.interfaces.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The entries of the dynamic section by tag.
final class DynamicTable {

    static final int NEEDED = 1;
    static final int HASH = 4;
    static final int STRING_TABLE = 5;
    static final int SYMBOL_TABLE = 6;
    static final int STRING_TABLE_SIZE = 10;
    static final int SYMBOL_SIZE = 11;
    static final int SONAME = 14;
    static final int RPATH = 15;
    static final int RUNPATH = 29;
    static final int GNU_HASH = 0x6ffffef5;
    static final int VERSION_SYMBOLS = 0x6ffffff0;
    static final int VERSION_DEFINITIONS = 0x6ffffffc;
    static final int VERSION_DEFINITION_COUNT = 0x6ffffffd;
    static final int VERSION_NEEDS = 0x6ffffffe;
    static final int VERSION_NEED_COUNT = 0x6fffffff;

    private final Map<Long, Long> values = new HashMap<>();
    private final List<Long> needed = new ArrayList<>();

    /// @param content the dynamic section in its byte order
    DynamicTable(ByteBuffer content, boolean wide) {
        int entry = wide ? 16 : 8;
        for (int at = 0; at + entry <= content.limit(); at += entry) {
            long tag = wide ? content.getLong(at) : content.getInt(at);
            long value = wide ? content.getLong(at + 8) : Integer.toUnsignedLong(content.getInt(at + 4));
            if (tag == 0) {
                return;
            }
            if (tag == NEEDED) {
                needed.add(value);
            } else {
                values.put(tag, value);
            }
        }
    }

    boolean has(int tag) {
        return values.containsKey((long) tag);
    }

    /// The value of `tag`, 0 if it is missing.
    long value(int tag) {
        return values.getOrDefault((long) tag, 0L);
    }

    /// Offsets into the string table of the libraries needed.
    List<Long> needed() {
        return needed;
    }
}
