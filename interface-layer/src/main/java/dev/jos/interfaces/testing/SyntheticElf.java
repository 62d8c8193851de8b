package dev.jos.interfaces.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes small shared objects and programs of either class and byte order: headers, a dynamic section and its
/// tables. Without section headers, as `sstrip` leaves them.
public final class SyntheticElf {

    // Tags of the dynamic section and types of segments: elf(5).
    private static final int SONAME = 14;
    private static final int NEEDED = 1;
    private static final int RUNPATH = 29;
    private static final int RPATH = 15;
    private static final int STRING_TABLE = 5;
    private static final int STRING_TABLE_SIZE = 10;
    private static final int SYMBOL_TABLE = 6;
    private static final int SYMBOL_SIZE = 11;
    private static final int VERSION_SYMBOLS = 0x6ffffff0;
    private static final int VERSION_DEFINITIONS = 0x6ffffffc;
    private static final int VERSION_DEFINITION_COUNT = 0x6ffffffd;
    private static final int VERSION_NEEDS = 0x6ffffffe;
    private static final int VERSION_NEED_COUNT = 0x6fffffff;
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final int INTERPRETER = 3;
    private static final int NOTE = 4;

    private record Symbol(String name, String version, String library, int info, boolean defined, long size) {}

    private final int bits;
    private final ByteOrder order;
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final List<long[]> dynamic = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private final Map<String, Integer> versions = new LinkedHashMap<>();
    private String interpreter = "";

    public SyntheticElf(int bits, ByteOrder order) {
        this.bits = bits;
        this.order = order;
        strings.write(0);
    }

    public static SyntheticElf x86() {
        return new SyntheticElf(64, ByteOrder.LITTLE_ENDIAN);
    }

    public SyntheticElf soname(String name) {
        return entry(SONAME, name);
    }

    public SyntheticElf needs(String library) {
        return entry(NEEDED, library);
    }

    public SyntheticElf runpath(String directories) {
        return entry(RUNPATH, directories);
    }

    public SyntheticElf rpath(String directories) {
        return entry(RPATH, directories);
    }

    public SyntheticElf interpreter(String path) {
        interpreter = path;
        return this;
    }

    public SyntheticElf exports(String name, String version, long dataSize) {
        symbols.add(new Symbol(name, version, "", 0x10 | (dataSize > 0 ? 1 : 2), true, dataSize));
        return this;
    }

    public SyntheticElf imports(String name, String version, String library) {
        symbols.add(new Symbol(name, version, library, 0x10, false, 0));
        return this;
    }

    /// A datum of a library, of which a program has a copy of `size` bytes.
    public SyntheticElf copies(String name, String version, String library, long size) {
        symbols.add(new Symbol(name, version, library, 0x11, true, size));
        return this;
    }

    private SyntheticElf entry(int tag, String value) {
        dynamic.add(new long[] {tag, offset(value)});
        return this;
    }

    private int offset(String string) {
        return offsets.computeIfAbsent(string, key -> {
            int at = strings.size();
            strings.writeBytes(key.getBytes(StandardCharsets.ISO_8859_1));
            strings.write(0);
            return at;
        });
    }

    /// The file, with everything mapped at its own offset.
    public byte[] bytes() {
        boolean wide = bits == 64;
        int header = wide ? 64 : 52;
        int programHeader = wide ? 56 : 32;
        ByteBuffer symbolTable = symbolTable(wide);
        ByteBuffer definitions = definitions();
        ByteBuffer needs = needs();
        ByteBuffer versionTable = versionTable();
        byte[] path = (interpreter + "\0").getBytes(StandardCharsets.ISO_8859_1);
        int segments = interpreter.isEmpty() ? 3 : 4;
        int at = header + segments * programHeader;
        int interpreterAt = at;
        int symbolsAt = align(interpreterAt + path.length);
        // The string table lies right behind the symbols, as link editors put it.
        int stringsAt = symbolsAt + symbolTable.capacity();
        int versionsAt = align(stringsAt + strings.size());
        int definitionsAt = align(versionsAt + versionTable.capacity());
        int needsAt = align(definitionsAt + definitions.capacity());
        int dynamicAt = align(needsAt + needs.capacity());
        List<long[]> entries = new ArrayList<>(dynamic);
        entries.add(new long[] {STRING_TABLE, stringsAt});
        entries.add(new long[] {STRING_TABLE_SIZE, strings.size()});
        entries.add(new long[] {SYMBOL_TABLE, symbolsAt});
        entries.add(new long[] {SYMBOL_SIZE, wide ? 24 : 16});
        entries.add(new long[] {VERSION_SYMBOLS, versionsAt});
        if (definitions.capacity() > 0) {
            entries.add(new long[] {VERSION_DEFINITIONS, definitionsAt});
            entries.add(new long[] {VERSION_DEFINITION_COUNT, definitions.capacity() / 28});
        }
        if (needs.capacity() > 0) {
            entries.add(new long[] {VERSION_NEEDS, needsAt});
            entries.add(new long[] {VERSION_NEED_COUNT, needs.capacity() / 32});
        }
        entries.add(new long[] {0, 0});
        int size = dynamicAt + entries.size() * (wide ? 16 : 8);
        ByteBuffer out = ByteBuffer.allocate(size).order(order);
        out.put(new byte[] {
            0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), (byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 2)
        });
        out.putShort(16, (short) 3).putShort(18, (short) 62);
        if (wide) {
            out.putLong(32, header).putShort(54, (short) programHeader).putShort(56, (short) segments);
        } else {
            out.putInt(28, header).putShort(42, (short) programHeader).putShort(44, (short) segments);
        }
        segment(out, header, LOAD, 0, size);
        segment(out, header + programHeader, DYNAMIC, dynamicAt, entries.size() * (wide ? 16 : 8));
        int last = interpreter.isEmpty() ? 0 : INTERPRETER;
        segment(out, header + 2 * programHeader, last, interpreterAt, path.length);
        if (!interpreter.isEmpty()) {
            segment(out, header + 3 * programHeader, NOTE, interpreterAt, 0);
        }
        out.put(interpreterAt, path);
        out.put(symbolsAt, symbolTable, 0, symbolTable.capacity());
        out.put(stringsAt, strings.toByteArray());
        out.put(versionsAt, versionTable, 0, versionTable.capacity());
        out.put(definitionsAt, definitions, 0, definitions.capacity());
        out.put(needsAt, needs, 0, needs.capacity());
        int entryAt = dynamicAt;
        for (long[] entry : entries) {
            if (wide) {
                out.putLong(entryAt, entry[0]).putLong(entryAt + 8, entry[1]);
            } else {
                out.putInt(entryAt, (int) entry[0]).putInt(entryAt + 4, (int) entry[1]);
            }
            entryAt += wide ? 16 : 8;
        }
        return out.array();
    }

    private void segment(ByteBuffer out, int at, int type, int offset, int size) {
        out.putInt(at, type);
        if (bits == 64) {
            out.putLong(at + 8, offset).putLong(at + 16, offset);
            out.putLong(at + 32, size).putLong(at + 40, size);
        } else {
            out.putInt(at + 4, offset).putInt(at + 8, offset);
            out.putInt(at + 16, size).putInt(at + 20, size);
        }
    }

    private ByteBuffer symbolTable(boolean wide) {
        int entry = wide ? 24 : 16;
        ByteBuffer table = ByteBuffer.allocate((symbols.size() + 1) * entry).order(order);
        int at = entry;
        for (Symbol symbol : symbols) {
            table.putInt(at, offset(symbol.name()));
            table.put(at + (wide ? 4 : 12), (byte) symbol.info());
            table.putShort(at + (wide ? 6 : 14), (short) (symbol.defined() ? 1 : 0));
            long address = symbol.defined() ? 0x1000 + at : 0;
            if (wide) {
                table.putLong(at + 8, address).putLong(at + 16, symbol.size());
            } else {
                table.putInt(at + 4, (int) address).putInt(at + 8, (int) symbol.size());
            }
            at += entry;
        }
        return table;
    }

    private int index(Symbol symbol) {
        return symbol.version().isEmpty()
                ? 1
                : versions.computeIfAbsent(symbol.library() + "/" + symbol.version(), key -> versions.size() + 2);
    }

    private ByteBuffer versionTable() {
        ByteBuffer table = ByteBuffer.allocate(2 * (symbols.size() + 1)).order(order);
        for (int i = 0; i < symbols.size(); i++) {
            table.putShort(2 * (i + 1), (short) index(symbols.get(i)));
        }
        return table;
    }

    private ByteBuffer definitions() {
        List<Symbol> defined = firstOfEachVersion(true);
        ByteBuffer table = ByteBuffer.allocate(28 * defined.size()).order(order);
        for (int i = 0; i < defined.size(); i++) {
            int at = 28 * i;
            table.putShort(at, (short) 1).putShort(at + 4, (short) index(defined.get(i)));
            table.putShort(at + 6, (short) 1).putInt(at + 12, 20);
            table.putInt(at + 16, i + 1 < defined.size() ? 28 : 0);
            table.putInt(at + 20, offset(defined.get(i).version()));
        }
        return table;
    }

    private ByteBuffer needs() {
        List<Symbol> needed = firstOfEachVersion(false);
        ByteBuffer table = ByteBuffer.allocate(32 * needed.size()).order(order);
        for (int i = 0; i < needed.size(); i++) {
            int at = 32 * i;
            table.putShort(at, (short) 1).putShort(at + 2, (short) 1);
            table.putInt(at + 4, offset(needed.get(i).library())).putInt(at + 8, 16);
            table.putInt(at + 12, i + 1 < needed.size() ? 32 : 0);
            table.putShort(at + 22, (short) index(needed.get(i)));
            table.putInt(at + 24, offset(needed.get(i).version()));
        }
        return table;
    }

    private List<Symbol> firstOfEachVersion(boolean defined) {
        Map<String, Symbol> first = new LinkedHashMap<>();
        for (Symbol symbol : symbols) {
            if (symbol.library().isEmpty() == defined && !symbol.version().isEmpty()) {
                first.putIfAbsent(symbol.library() + "/" + symbol.version(), symbol);
            }
        }
        return List.copyOf(first.values());
    }

    private static int align(int at) {
        return (at + 7) & -8;
    }
}
