package dev.jos.interfaces;

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
/// interface generation, and without any code. A link editor makes the same of it whoever provides the
/// interface, so what is linked with it cannot depend on an implementation.
///
/// Equal interface generations have equal stubs, byte for byte. A stub cannot be run: its functions are nowhere, and
/// its data is zero. Data that shares storage shares it here too, the first name strong and the others weak,
/// for a link editor that copies one of them into a program (copy relocation) has to move all. Data is aligned
/// by its size, so that nobody sees how an implementation laid it out.
///
/// The layout follows the System V ABI, with symbol versions as in the Linux Standard Base, chapter 10.7: one loaded
/// segment of tables, one without content for data, and section headers, which link editors read.
public final class StubLibrary {

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int SECTION_HEADER = 64;
    private static final int SYMBOL = 24;
    private static final int PAGE = 0x10000;

    private static final int GLOBAL = 1;
    private static final int WEAK = 2;
    private static final int HIDDEN_VERSION = 0x8000;

    /// Sections by their numbers, in the order of the file.
    private enum Section {
        NONE(""),
        SYMBOLS(".dynsym"),
        STRINGS(".dynstr"),
        HASH(".hash"),
        VERSIONS(".gnu.version"),
        DEFINITIONS(".gnu.version_d"),
        TEXT(".text"),
        DYNAMIC(".dynamic"),
        TLS(".tbss"),
        DATA(".bss"),
        NAMES(".shstrtab");

        private final String label;

        Section(String label) {
            this.label = label;
        }
    }

    private final ElfObject library;
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> versionNumbers = new LinkedHashMap<>();
    /// Where each group of data is, by the name of its first, and how far the data goes.
    private final Map<String, Long> data = new LinkedHashMap<>();
    private final Map<String, Long> threadData = new LinkedHashMap<>();
    private long dataSize;
    private long threadDataSize;

    private StubLibrary(ElfObject library) {
        this.library = library;
        this.strings.write(0);
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

    private byte[] write() {
        number();
        place();
        byte[] symbols = symbols();
        byte[] versions = versionNumbers.isEmpty() ? new byte[0] : versions();
        byte[] definitions = versionNumbers.isEmpty() ? new byte[0] : definitions();
        byte[] hash = hash(library.exports().size() + 1);
        int soname = string(library.soname());
        byte[] names = strings.toByteArray();
        byte[] labels = labels();
        Map<Section, byte[]> contents = new LinkedHashMap<>();
        contents.put(Section.SYMBOLS, symbols);
        contents.put(Section.STRINGS, names);
        contents.put(Section.HASH, hash);
        contents.put(Section.VERSIONS, versions);
        contents.put(Section.DEFINITIONS, definitions);
        contents.put(Section.TEXT, new byte[16]);
        Map<Section, Integer> at = new LinkedHashMap<>();
        int end = HEADER + 4 * PROGRAM_HEADER;
        for (Map.Entry<Section, byte[]> each : contents.entrySet()) {
            end = aligned(end, 8);
            at.put(each.getKey(), end);
            end += each.getValue().length;
        }
        int dynamic = aligned(end, 8);
        byte[] tags = dynamic(at, soname, names.length);
        at.put(Section.DYNAMIC, dynamic);
        contents.put(Section.DYNAMIC, tags);
        int loaded = dynamic + tags.length;
        at.put(Section.NAMES, loaded);
        int headers = aligned(loaded + labels.length, 8);
        ByteBuffer file = buffer(headers + Section.values().length * SECTION_HEADER);
        header(file, headers);
        programHeaders(file, loaded, dynamic, tags.length);
        contents.forEach((section, content) -> file.put(at.getOrDefault(section, 0), content));
        file.put(loaded, labels);
        place(file, contents, at);
        sectionHeaders(file.position(headers), at, contents, labels.length);
        return file.array();
    }

    /// Versions have the numbers from 2: 1 is the library itself.
    private void number() {
        for (String version : library.definedVersions()) {
            versionNumbers.put(version, versionNumbers.size() + 2);
        }
    }

    /// Gives each group of data that shares storage its place.
    private void place() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (ExportedSymbol each : library.exports()) {
            if (each.kind().isData()) {
                sizes.merge(group(each), each.size(), Math::max);
            }
        }
        sizes.forEach((group, size) -> {
            long alignment = size >= 32 ? 64 : 32;
            if (isThreadLocal(group)) {
                threadDataSize = aligned(threadDataSize, alignment);
                threadData.put(group, threadDataSize);
                threadDataSize += Math.max(1, size);
            } else {
                dataSize = aligned(dataSize, alignment);
                data.put(group, dataSize);
                dataSize += Math.max(1, size);
            }
        });
    }

    private boolean isThreadLocal(String group) {
        return group.startsWith("t ");
    }

    private static String group(ExportedSymbol symbol) {
        String first = symbol.alias().isEmpty() ? symbol.name() : symbol.alias();
        return (symbol.kind() == SymbolKind.TLS ? "t " : "d ") + first;
    }

    private byte[] symbols() {
        ByteBuffer table = buffer((library.exports().size() + 1) * SYMBOL);
        table.position(SYMBOL);
        for (ExportedSymbol each : library.exports()) {
            table.putInt(string(each.name()));
            int type =
                    switch (each.kind()) {
                        case FUNCTION -> 2;
                        case OBJECT -> 1;
                        case TLS -> 6;
                        case UNTYPED -> 0;
                    };
            int binding = each.alias().isEmpty() ? GLOBAL : WEAK;
            table.put((byte) (binding << 4 | type)).put((byte) 0);
            table.putShort((short) section(each).ordinal());
            // Addresses are known once everything is laid out.
            table.putLong(0).putLong(each.kind().isData() ? each.size() : 0);
        }
        return table.array();
    }

    private static Section section(ExportedSymbol symbol) {
        return switch (symbol.kind()) {
            case OBJECT -> Section.DATA;
            case TLS -> Section.TLS;
            case FUNCTION, UNTYPED -> Section.TEXT;
        };
    }

    /// Fills in the addresses of symbols: of thread-local data, offsets in its segment.
    private void place(ByteBuffer file, Map<Section, byte[]> contents, Map<Section, Integer> at) {
        int value = at.getOrDefault(Section.SYMBOLS, 0) + SYMBOL + 8;
        for (ExportedSymbol each : library.exports()) {
            long address =
                    switch (each.kind()) {
                        case OBJECT -> dataAddress() + data.getOrDefault(group(each), 0L);
                        case TLS -> threadData.getOrDefault(group(each), 0L);
                        case FUNCTION, UNTYPED -> at.getOrDefault(Section.TEXT, 0);
                    };
            file.putLong(value, address);
            value += SYMBOL;
        }
    }

    private static long threadDataAddress() {
        return 0x1000_0000L;
    }

    private static long dataAddress() {
        return 0x2000_0000L;
    }

    private byte[] versions() {
        ByteBuffer table = buffer((library.exports().size() + 1) * 2);
        table.putShort((short) 0);
        for (ExportedSymbol each : library.exports()) {
            int number = versionNumbers.getOrDefault(each.version(), 1);
            table.putShort((short) (each.defaultVersion() ? number : number | HIDDEN_VERSION));
        }
        return table.array();
    }

    private byte[] definitions() {
        int parents =
                library.versionParents().values().stream().mapToInt(List::size).sum();
        ByteBuffer table = buffer((versionNumbers.size() + 1) * (20 + 8) + parents * 8);
        definition(table, 1, 1, library.soname(), List.of(), false);
        int last = versionNumbers.size() + 1;
        versionNumbers.forEach((version, number) -> definition(
                table, 0, number, version, library.versionParents().getOrDefault(version, List.of()), number == last));
        return table.array();
    }

    private void definition(ByteBuffer table, int flags, int number, String name, List<String> parents, boolean last) {
        int size = 20 + 8 * (parents.size() + 1);
        table.putShort((short) 1)
                .putShort((short) flags)
                .putShort((short) number)
                .putShort((short) (parents.size() + 1))
                .putInt(hash(name))
                .putInt(20)
                .putInt(last ? 0 : size);
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(parents);
        for (int i = 0; i < names.size(); i++) {
            table.putInt(string(names.get(i))).putInt(i + 1 < names.size() ? 8 : 0);
        }
    }

    /// A table of one bucket: nobody looks a symbol up in a stub, but it is to be a whole one.
    private byte[] hash(int symbols) {
        ByteBuffer table = buffer((3 + symbols) * 4);
        table.putInt(1).putInt(symbols).putInt(symbols > 1 ? 1 : 0).putInt(0);
        for (int i = 1; i < symbols; i++) {
            table.putInt(i + 1 < symbols ? i + 1 : 0);
        }
        return table.array();
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

    private byte[] dynamic(Map<Section, Integer> at, int soname, int stringSize) {
        List<long[]> tags = new ArrayList<>();
        tags.add(new long[] {14, soname});
        tags.add(new long[] {4, at.getOrDefault(Section.HASH, 0)});
        tags.add(new long[] {5, at.getOrDefault(Section.STRINGS, 0)});
        tags.add(new long[] {6, at.getOrDefault(Section.SYMBOLS, 0)});
        tags.add(new long[] {10, stringSize});
        tags.add(new long[] {11, SYMBOL});
        if (!versionNumbers.isEmpty()) {
            tags.add(new long[] {0x6ffffff0L, at.getOrDefault(Section.VERSIONS, 0)});
            tags.add(new long[] {0x6ffffffcL, at.getOrDefault(Section.DEFINITIONS, 0)});
            tags.add(new long[] {0x6ffffffdL, versionNumbers.size() + 1L});
        }
        tags.add(new long[] {0, 0});
        ByteBuffer table = buffer(tags.size() * 16);
        tags.forEach(tag -> table.putLong(tag[0]).putLong(tag[1]));
        return table.array();
    }

    private void header(ByteBuffer file, int sectionHeaders) {
        file.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.position(16);
        file.putShort((short) 3).putShort((short) library.abi().machine()).putInt(1);
        file.putLong(0).putLong(HEADER).putLong(sectionHeaders).putInt(0);
        file.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 4);
        file.putShort((short) SECTION_HEADER)
                .putShort((short) Section.values().length)
                .putShort((short) Section.NAMES.ordinal());
    }

    private void programHeaders(ByteBuffer file, int loaded, int dynamic, int dynamicSize) {
        file.position(HEADER);
        segment(file, 1, 5, 0, 0, loaded, loaded, PAGE);
        segment(file, 1, 6, 0, dataAddress(), 0, dataSize, PAGE);
        segment(file, 2, 4, dynamic, dynamic, dynamicSize, dynamicSize, 8);
        segment(file, threadDataSize > 0 ? 7 : 0, 4, 0, threadDataAddress(), 0, threadDataSize, 64);
    }

    private static void segment(
            ByteBuffer file, int type, int flags, long offset, long address, long size, long memory, long alignment) {
        file.putInt(type).putInt(flags).putLong(offset).putLong(address).putLong(address);
        file.putLong(size).putLong(memory).putLong(alignment);
    }

    private void sectionHeaders(
            ByteBuffer file, Map<Section, Integer> at, Map<Section, byte[]> contents, int labelSize) {
        for (Section each : Section.values()) {
            long offset = at.getOrDefault(each, 0);
            long size = contents.getOrDefault(each, new byte[0]).length;
            int symbols = Section.SYMBOLS.ordinal();
            int names = Section.STRINGS.ordinal();
            switch (each) {
                case NONE -> section(file, each, 0, 0, 0, 0, 0, 0, 0, 0, 0);
                case SYMBOLS -> section(file, each, 11, 2, offset, offset, size, names, 1, 8, SYMBOL);
                case STRINGS -> section(file, each, 3, 2, offset, offset, size, 0, 0, 1, 0);
                case HASH -> section(file, each, 5, 2, offset, offset, size, symbols, 0, 4, 4);
                case VERSIONS ->
                    section(file, each, size > 0 ? 0x6fffffff : 0, 2, offset, offset, size, symbols, 0, 2, 2);
                case DEFINITIONS -> {
                    int count = versionNumbers.size() + 1;
                    section(file, each, size > 0 ? 0x6ffffffd : 0, 2, offset, offset, size, names, count, 4, 0);
                }
                case TEXT -> section(file, each, 1, 6, offset, offset, size, 0, 0, 16, 0);
                case DYNAMIC -> section(file, each, 6, 2, offset, offset, size, names, 0, 8, 16);
                case TLS -> section(file, each, 8, 0x403, threadDataAddress(), 0, threadDataSize, 0, 0, 64, 0);
                case DATA -> section(file, each, 8, 3, dataAddress(), 0, dataSize, 0, 0, 64, 0);
                case NAMES -> section(file, each, 3, 0, 0, offset, labelSize, 0, 0, 1, 0);
            }
        }
    }

    private static void section(
            ByteBuffer file,
            Section section,
            int type,
            long flags,
            long address,
            long offset,
            long size,
            int link,
            int info,
            long alignment,
            long entrySize) {
        file.putInt(label(section)).putInt(type).putLong(flags).putLong(address).putLong(offset);
        file.putLong(size).putInt(link).putInt(info).putLong(alignment).putLong(entrySize);
    }

    private static byte[] labels() {
        StringBuilder labels = new StringBuilder();
        for (Section each : Section.values()) {
            labels.append(each.label).append('\0');
        }
        return labels.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static int label(Section section) {
        int at = 0;
        for (Section each : Section.values()) {
            if (each == section) {
                break;
            }
            at += each.label.length() + 1;
        }
        return at;
    }

    /// The offset of a string among the names, each of which is there once.
    private int string(String text) {
        return offsets.computeIfAbsent(text, name -> {
            int at = strings.size();
            strings.writeBytes((name + '\0').getBytes(StandardCharsets.ISO_8859_1));
            return at;
        });
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(library.abi().order());
    }

    private static int aligned(int value, int alignment) {
        return (value + alignment - 1) / alignment * alignment;
    }

    private static long aligned(long value, long alignment) {
        return (value + alignment - 1) / alignment * alignment;
    }
}
