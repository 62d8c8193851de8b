package dev.jos.interfaces;

import dev.jos.interfaces.StubFile.Section;
import dev.jos.interfaces.elf.ElfAbi;
import dev.jos.interfaces.elf.SymbolKind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The canonical stub of a library: an ELF shared object with the names, versions, kinds and data sizes of an
/// interface generation, and without any code. A link editor makes the same of it whoever provides the interface, so
/// what is linked with it cannot depend on an implementation.
///
/// Equal interface generations have equal stubs, byte for byte. A stub cannot be run: its functions are nowhere, and
/// its data is zero. Data that shares storage shares it here too, the first name strong and the others weak, for a
/// link editor that copies one of them into a program (copy relocation) has to move all. Data is aligned by its size,
/// so that nobody sees how an implementation laid it out.
///
/// The tables follow the System V ABI, with symbol versions as in the Linux Standard Base, chapter 10.7.
public final class StubLibrary {

    private static final int SYMBOL = 24;
    private static final int DEFINITION = 20;
    private static final int DEFINED_NAME = 8;
    private static final int GLOBAL = 1;
    private static final int WEAK = 2;
    private static final int HIDDEN_VERSION = 0x8000;

    private final ElfObject library;
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> versionNumbers = new LinkedHashMap<>();
    private final DataLayout data = new DataLayout();
    private final DataLayout threadData = new DataLayout();

    private StubLibrary(ElfObject library) {
        this.library = library;
        this.strings.write(0);
        // 1 is the library itself.
        for (String version : library.definedVersions()) {
            versionNumbers.put(version, versionNumbers.size() + 2);
        }
    }

    /// Whether there are stubs for objects of this ABI: those of the architectures that jos builds for.
    public static boolean isPossible(ElfAbi abi) {
        return abi.equals(ElfAbi.X86_64) || abi.equals(ElfAbi.AARCH64);
    }

    /// The bytes of the stub of a library.
    ///
    /// @param library one with a SONAME, of an ABI for which a stub [is possible][#isPossible]
    public static byte[] of(ElfObject library) {
        if (!isPossible(library.abi()) || library.soname().isEmpty()) {
            throw new IllegalArgumentException("no stub for " + library.paths());
        }
        return new StubLibrary(library).write();
    }

    /// Places of data, by the first name of each group that shares storage.
    private static final class DataLayout {

        private final Map<String, Long> sizes = new LinkedHashMap<>();
        private final Map<String, Long> places = new LinkedHashMap<>();
        private long size;

        void add(ExportedSymbol symbol) {
            sizes.merge(group(symbol), symbol.size(), Math::max);
        }

        void arrange() {
            sizes.forEach((group, length) -> {
                long alignment = length >= 32 ? 64 : 32;
                size = (size + alignment - 1) / alignment * alignment;
                places.put(group, size);
                size += Math.max(1, length);
            });
        }

        long place(ExportedSymbol symbol) {
            return places.getOrDefault(group(symbol), 0L);
        }

        private static String group(ExportedSymbol symbol) {
            return symbol.alias().isEmpty() ? symbol.name() : symbol.alias();
        }
    }

    private byte[] write() {
        for (ExportedSymbol each : library.exports()) {
            if (each.kind().isData()) {
                (each.kind() == SymbolKind.TLS ? threadData : data).add(each);
            }
        }
        data.arrange();
        threadData.arrange();
        int versions = versionNumbers.isEmpty() ? 0 : versionNumbers.size() + 1;
        StubFile file = new StubFile(library.abi(), versions, data.size, threadData.size);
        file.put(Section.SYMBOLS, new byte[symbols() * SYMBOL]);
        file.put(Section.HASH, hashTable());
        file.put(Section.VERSIONS, versions == 0 ? new byte[0] : versions());
        file.put(Section.DEFINITIONS, versions == 0 ? new byte[0] : definitions());
        int soname = string(library.soname());
        library.exports().forEach(each -> string(each.name()));
        file.put(Section.STRINGS, strings.toByteArray());
        byte[] bytes = file.write(soname);
        symbols(ByteBuffer.wrap(bytes).order(library.abi().order()), file);
        return bytes;
    }

    /// With the null symbol that every table begins with.
    private int symbols() {
        return library.exports().size() + 1;
    }

    /// Fills in the symbols once it is known where everything is.
    private void symbols(ByteBuffer bytes, StubFile file) {
        bytes.position(file.offset(Section.SYMBOLS) + SYMBOL);
        for (ExportedSymbol each : library.exports()) {
            int binding = each.alias().isEmpty() ? GLOBAL : WEAK;
            bytes.putInt(string(each.name()));
            bytes.put((byte) (binding << 4 | type(each.kind()))).put((byte) 0);
            bytes.putShort((short) section(each.kind()).number);
            bytes.putLong(address(each, file)).putLong(each.kind().isData() ? each.size() : 0);
        }
    }

    private static int type(SymbolKind kind) {
        return switch (kind) {
            case UNTYPED -> 0;
            case OBJECT -> 1;
            case FUNCTION -> 2;
            case TLS -> 6;
        };
    }

    private static Section section(SymbolKind kind) {
        return switch (kind) {
            case OBJECT -> Section.DATA;
            case TLS -> Section.THREAD_DATA;
            case FUNCTION, UNTYPED -> Section.TEXT;
        };
    }

    /// Of thread-local data, the offset in its segment.
    private long address(ExportedSymbol symbol, StubFile file) {
        return switch (symbol.kind()) {
            case OBJECT -> StubFile.DATA_ADDRESS + data.place(symbol);
            case TLS -> threadData.place(symbol);
            case FUNCTION, UNTYPED -> file.codeAddress();
        };
    }

    private byte[] versions() {
        byte[] bytes = new byte[symbols() * 2];
        ByteBuffer table = table(bytes).putShort((short) 0);
        for (ExportedSymbol each : library.exports()) {
            int number = versionNumbers.getOrDefault(each.version(), 1);
            table.putShort((short) (each.defaultVersion() ? number : number | HIDDEN_VERSION));
        }
        return bytes;
    }

    private byte[] definitions() {
        int parents = versionNumbers.keySet().stream()
                .mapToInt(version -> parents(version).size())
                .sum();
        int count = versionNumbers.size() + 1;
        byte[] bytes = new byte[count * (DEFINITION + DEFINED_NAME) + parents * DEFINED_NAME];
        ByteBuffer table = table(bytes);
        definition(table, 1, 1, library.soname(), List.of(), false);
        versionNumbers.forEach(
                (version, number) -> definition(table, 0, number, version, parents(version), number == count));
        return bytes;
    }

    private List<String> parents(String version) {
        return library.versionParents().getOrDefault(version, List.of());
    }

    private void definition(ByteBuffer table, int flags, int number, String name, List<String> parents, boolean last) {
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(parents);
        table.putShort((short) 1)
                .putShort((short) flags)
                .putShort((short) number)
                .putShort((short) names.size())
                .putInt(hash(name))
                .putInt(DEFINITION)
                .putInt(last ? 0 : DEFINITION + DEFINED_NAME * names.size());
        for (int i = 0; i < names.size(); i++) {
            table.putInt(string(names.get(i))).putInt(i + 1 < names.size() ? DEFINED_NAME : 0);
        }
    }

    /// A table of one bucket: nobody looks a symbol up in a stub, but it is to be a whole one.
    private byte[] hashTable() {
        int count = symbols();
        byte[] bytes = new byte[(3 + count) * 4];
        ByteBuffer table =
                table(bytes).putInt(1).putInt(count).putInt(count > 1 ? 1 : 0).putInt(0);
        for (int i = 1; i < count; i++) {
            table.putInt(i + 1 < count ? i + 1 : 0);
        }
        return bytes;
    }

    /// The hash of the System V ABI.
    private static int hash(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash << 4) + (name.charAt(i) & 0xff);
            int high = hash & 0xf0000000;
            hash = (hash ^ high >>> 24) & ~high;
        }
        return hash;
    }

    /// The offset of a string among the names, each of which is there once.
    private int string(String text) {
        return offsets.computeIfAbsent(text, name -> {
            int at = strings.size();
            strings.writeBytes((name + '\0').getBytes(StandardCharsets.ISO_8859_1));
            return at;
        });
    }

    private ByteBuffer table(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(library.abi().order());
    }
}
