package dev.jos.interfaces.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the dynamic symbol table and gives each symbol its version.
final class SymbolReader {

    private static final int HIDDEN_VERSION = 0x8000;
    private static final int MOST_SYMBOLS = 4 << 20;

    private final DynamicReader file;
    private final DynamicTable table;
    private final StringTable strings;
    private final boolean wide;
    private final int entrySize;

    SymbolReader(DynamicReader file, DynamicTable table, StringTable strings) {
        this.file = file;
        this.table = table;
        this.strings = strings;
        this.wide = file.header().wide();
        this.entrySize = wide ? 24 : 16;
    }

    /// The symbols without the empty first one, in the order of the file.
    List<ElfSymbol> symbols(List<VersionDefinition> definitions, List<VersionNeed> needs) throws IOException {
        if (!table.has(DynamicTable.SYMBOL_TABLE)) {
            return List.of();
        }
        if (table.has(DynamicTable.SYMBOL_SIZE) && table.value(DynamicTable.SYMBOL_SIZE) != entrySize) {
            throw new MalformedElfException("symbols of an unknown size");
        }
        long count = new SymbolCount(file, table, entrySize).count();
        if (count < 0 || count > MOST_SYMBOLS) {
            throw new MalformedElfException("%d dynamic symbols are more than %d".formatted(count, MOST_SYMBOLS));
        }
        ByteBuffer entries =
                file.mapped(table.value(DynamicTable.SYMBOL_TABLE), count * entrySize, "the dynamic symbol table");
        @Nullable
        ByteBuffer versions = table.has(DynamicTable.VERSION_SYMBOLS)
                ? file.mapped(table.value(DynamicTable.VERSION_SYMBOLS), count * 2, "the symbol version table")
                : null;
        Map<Integer, Version> byIndex = versions(definitions, needs);
        List<ElfSymbol> symbols = new ArrayList<>((int) count);
        for (int i = 1; i < count; i++) {
            int version = versions == null ? 1 : versions.getShort(2 * i) & 0xffff;
            ElfSymbol symbol = symbol(entries, i * entrySize, version, byIndex);
            if (!symbol.name().isEmpty()) {
                symbols.add(symbol);
            }
        }
        return symbols;
    }

    private ElfSymbol symbol(ByteBuffer entries, int at, int versionIndex, Map<Integer, Version> versions)
            throws MalformedElfException {
        String name = strings.at(Integer.toUnsignedLong(entries.getInt(at)));
        int info = entries.get(at + (wide ? 4 : 12)) & 0xff;
        int visibility = entries.get(at + (wide ? 5 : 13)) & 3;
        int section = entries.getShort(at + (wide ? 6 : 14)) & 0xffff;
        long address = wide ? entries.getLong(at + 8) : Integer.toUnsignedLong(entries.getInt(at + 4));
        long size = wide ? entries.getLong(at + 16) : Integer.toUnsignedLong(entries.getInt(at + 8));
        SymbolBinding binding = SymbolBinding.of(info >> 4);
        boolean defined = section != 0;
        boolean visible = binding != SymbolBinding.LOCAL && (visibility == 0 || visibility == 3);
        int index = versionIndex & ~HIDDEN_VERSION;
        @Nullable Version version = index < 2 ? null : versions.get(index);
        if (index >= 2 && version == null) {
            throw new MalformedElfException("the symbol `%s` has the unknown version %d".formatted(name, index));
        }
        return new ElfSymbol(
                name,
                version == null || version.base() ? "" : version.name(),
                version == null ? "" : version.file(),
                (versionIndex & HIDDEN_VERSION) == 0,
                SymbolKind.of(info & 15),
                binding,
                defined,
                // Index 0 is VER_NDX_LOCAL: a version script hid the symbol. Imports may carry it too.
                defined && visible && index != 0,
                address,
                size);
    }

    private static Map<Integer, Version> versions(List<VersionDefinition> definitions, List<VersionNeed> needs) {
        Map<Integer, Version> byIndex = new HashMap<>();
        for (VersionDefinition definition : definitions) {
            byIndex.put(definition.index(), new Version(definition.name(), "", definition.base()));
        }
        for (VersionNeed need : needs) {
            byIndex.put(need.index(), new Version(need.version(), need.file(), false));
        }
        return byIndex;
    }

    private record Version(String name, String file, boolean base) {}
}
