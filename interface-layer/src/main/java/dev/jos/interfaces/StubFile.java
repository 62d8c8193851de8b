package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfAbi;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Lays the tables of a [StubLibrary] out as an ELF file of 64 bits: the header, program headers, one loaded
/// segment of tables, and section headers, which link editors read. Sizes and numbers are those of elf(5).
final class StubFile {

    /// Sections in the order of the file, by their numbers in it.
    enum Section {
        NONE(0, "", 0, 0, 0, 0),
        SYMBOLS(1, ".dynsym", 11, 2, 8, 24),
        STRINGS(2, ".dynstr", 3, 2, 1, 0),
        HASH(3, ".hash", 5, 2, 4, 4),
        VERSIONS(4, ".gnu.version", 0x6fffffff, 2, 2, 2),
        DEFINITIONS(5, ".gnu.version_d", 0x6ffffffd, 2, 4, 0),
        TEXT(6, ".text", 1, 6, 16, 0),
        DYNAMIC(7, ".dynamic", 6, 2, 8, 16),
        THREAD_DATA(8, ".tbss", 8, 0x403, 64, 0),
        DATA(9, ".bss", 8, 3, 64, 0),
        NAMES(10, ".shstrtab", 3, 0, 1, 0);

        /// `st_shndx` of symbols in it.
        final int number;

        private final String label;
        private final int type;
        private final int flags;
        private final int alignment;
        private final int entrySize;

        Section(int number, String label, int type, int flags, int alignment, int entrySize) {
            this.number = number;
            this.label = label;
            this.type = type;
            this.flags = flags;
            this.alignment = alignment;
            this.entrySize = entrySize;
        }
    }

    /// Where data is, and where that of threads: far from everything that is loaded.
    static final long DATA_ADDRESS = 0x2000_0000L;

    private static final long THREAD_DATA_ADDRESS = 0x1000_0000L;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int PROGRAM_HEADERS = 4;
    private static final int SECTION_HEADER = 64;
    private static final int CODE = 16;
    private static final long PAGE = 0x1_0000;

    private final ElfAbi abi;
    private final int versions;
    private final long dataSize;
    private final long threadDataSize;
    private final Map<Section, byte[]> contents = new EnumMap<>(Section.class);
    private final Map<Section, Integer> offsets = new EnumMap<>(Section.class);

    /// @param versions how many versions are defined, the library itself among them; 0 without any
    StubFile(ElfAbi abi, int versions, long dataSize, long threadDataSize) {
        this.abi = abi;
        this.versions = versions;
        this.dataSize = dataSize;
        this.threadDataSize = threadDataSize;
        contents.put(Section.TEXT, new byte[CODE]);
    }

    void put(Section section, byte[] content) {
        contents.put(section, content);
    }

    /// The bytes of the file.
    ///
    /// @param soname its offset among the strings
    byte[] write(int soname) {
        int end = HEADER + PROGRAM_HEADERS * PROGRAM_HEADER;
        for (Map.Entry<Section, byte[]> each : contents.entrySet()) {
            end = aligned(end);
            offsets.put(each.getKey(), end);
            end += each.getValue().length;
        }
        byte[] dynamic = dynamic(soname);
        offsets.put(Section.DYNAMIC, aligned(end));
        contents.put(Section.DYNAMIC, dynamic);
        int loaded = aligned(end) + dynamic.length;
        offsets.put(Section.NAMES, loaded);
        contents.put(Section.NAMES, labels());
        int headers = aligned(loaded + labels().length);
        byte[] bytes = new byte[headers + Section.values().length * SECTION_HEADER];
        ByteBuffer file = ByteBuffer.wrap(bytes).order(abi.order());
        header(file, headers);
        programHeaders(file.position(HEADER), loaded);
        contents.forEach((section, content) -> file.put(offset(section), content));
        sectionHeaders(file.position(headers));
        return bytes;
    }

    /// The address of all functions: there is no code behind it.
    long codeAddress() {
        return offset(Section.TEXT);
    }

    /// Where a section's content is in the file.
    int offset(Section section) {
        return offsets.getOrDefault(section, 0);
    }

    private int size(Section section) {
        return contents.getOrDefault(section, new byte[0]).length;
    }

    private byte[] dynamic(int soname) {
        List<long[]> tags = new ArrayList<>();
        tags.add(new long[] {14, soname});
        tags.add(new long[] {4, offset(Section.HASH)});
        tags.add(new long[] {5, offset(Section.STRINGS)});
        tags.add(new long[] {6, offset(Section.SYMBOLS)});
        tags.add(new long[] {10, size(Section.STRINGS)});
        tags.add(new long[] {11, Section.SYMBOLS.entrySize});
        if (versions > 0) {
            tags.add(new long[] {0x6ffffff0L, offset(Section.VERSIONS)});
            tags.add(new long[] {0x6ffffffcL, offset(Section.DEFINITIONS)});
            tags.add(new long[] {0x6ffffffdL, versions});
        }
        tags.add(new long[] {0, 0});
        byte[] bytes = new byte[tags.size() * Section.DYNAMIC.entrySize];
        ByteBuffer table = ByteBuffer.wrap(bytes).order(abi.order());
        tags.forEach(tag -> table.putLong(tag[0]).putLong(tag[1]));
        return bytes;
    }

    private void header(ByteBuffer file, int sectionHeaders) {
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        file.putShort((short) 3).putShort((short) abi.machine()).putInt(1);
        file.putLong(0).putLong(HEADER).putLong(sectionHeaders).putInt(0);
        file.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) PROGRAM_HEADERS);
        file.putShort((short) SECTION_HEADER)
                .putShort((short) Section.values().length)
                .putShort((short) Section.NAMES.number);
    }

    private void programHeaders(ByteBuffer file, int loaded) {
        long dynamic = offset(Section.DYNAMIC);
        long dynamicSize = size(Section.DYNAMIC);
        segment(file, 1, 5, 0, 0, loaded, loaded, PAGE);
        segment(file, 1, 6, 0, DATA_ADDRESS, 0, dataSize, PAGE);
        segment(file, 2, 4, dynamic, dynamic, dynamicSize, dynamicSize, 8);
        segment(file, threadDataSize > 0 ? 7 : 0, 4, 0, THREAD_DATA_ADDRESS, 0, threadDataSize, 64);
    }

    private static void segment(
            ByteBuffer file, int type, int flags, long offset, long address, long size, long memory, long alignment) {
        file.putInt(type).putInt(flags).putLong(offset).putLong(address).putLong(address);
        file.putLong(size).putLong(memory).putLong(alignment);
    }

    private void sectionHeaders(ByteBuffer file) {
        int label = 0;
        for (Section each : Section.values()) {
            boolean absent = versions == 0 && (each == Section.VERSIONS || each == Section.DEFINITIONS);
            file.putInt(label).putInt(absent ? 0 : each.type).putLong(each.flags);
            file.putLong(address(each)).putLong(offset(each)).putLong(memory(each));
            file.putInt(link(each)).putInt(info(each)).putLong(each.alignment).putLong(each.entrySize);
            label += each.label.length() + 1;
        }
    }

    private long address(Section section) {
        return switch (section) {
            case THREAD_DATA -> THREAD_DATA_ADDRESS;
            case DATA -> DATA_ADDRESS;
            case NAMES -> 0;
            default -> offset(section);
        };
    }

    private long memory(Section section) {
        return switch (section) {
            case THREAD_DATA -> threadDataSize;
            case DATA -> dataSize;
            default -> size(section);
        };
    }

    /// The section that another refers to.
    private static int link(Section section) {
        return switch (section) {
            case SYMBOLS, DEFINITIONS, DYNAMIC -> Section.STRINGS.number;
            case HASH, VERSIONS -> Section.SYMBOLS.number;
            default -> 0;
        };
    }

    private int info(Section section) {
        return switch (section) {
            case SYMBOLS -> 1;
            case DEFINITIONS -> versions;
            default -> 0;
        };
    }

    private static byte[] labels() {
        StringBuilder labels = new StringBuilder();
        for (Section each : Section.values()) {
            labels.append(each.label).append('\0');
        }
        return labels.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static int aligned(int value) {
        return (value + 7) / 8 * 8;
    }
}
