package dev.jos.interfaces.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads an ELF file the way the dynamic linker does: from the program headers to the dynamic section to its tables.
final class DynamicReader {

    private static final int LONGEST_INTERPRETER = 4096;
    private static final int LONGEST_NOTES = 1 << 20;

    private final ElfBytes bytes;
    private final ElfHeader header;
    private final List<Segment> segments;

    DynamicReader(ElfBytes bytes, ElfHeader header) throws IOException {
        this.bytes = bytes;
        this.header = header;
        this.segments = header.type() == ElfType.EXECUTABLE || header.type() == ElfType.SHARED
                ? Segment.read(bytes, header)
                : List.of();
    }

    ElfFile read() throws IOException {
        return read(true);
    }

    ElfFile readWithoutSymbols() throws IOException {
        return read(false);
    }

    private ElfFile read(boolean symbols) throws IOException {
        Optional<ByteBuffer> section = dynamicSection();
        if (section.isEmpty()) {
            return new ElfFile(
                    header.type(),
                    header.abi(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of(),
                    interpreter(),
                    List.of(),
                    false,
                    List.of(),
                    List.of(),
                    List.of());
        }
        DynamicTable table = new DynamicTable(section.get(), header.wide());
        StringTable strings = new StringTable(mapped(
                table.value(DynamicTable.STRING_TABLE),
                table.value(DynamicTable.STRING_TABLE_SIZE),
                "the dynamic string table"));
        List<String> needed = new ArrayList<>();
        for (long offset : table.needed()) {
            needed.add(strings.at(offset));
        }
        VersionReader versions = new VersionReader(this, table, strings);
        List<VersionDefinition> definitions = symbols ? versions.definitions() : List.of();
        List<VersionNeed> needs = symbols ? versions.needs() : List.of();
        return new ElfFile(
                header.type(),
                header.abi(),
                string(table, DynamicTable.SONAME, strings),
                needed,
                directories(table, DynamicTable.RPATH, strings),
                directories(table, DynamicTable.RUNPATH, strings),
                interpreter(),
                dlopenNotes(),
                true,
                definitions,
                needs,
                symbols ? new SymbolReader(this, table, strings).symbols(definitions, needs) : List.of());
    }

    /// The dynamic section; absent in static programs and in the files that hold separate debug information, whose
    /// program headers still speak of a section that was taken out.
    private Optional<ByteBuffer> dynamicSection() throws IOException {
        for (Segment segment : segments) {
            if (segment.type() == Segment.DYNAMIC && segment.fileSize() > 0 && !withoutContent(segment.address())) {
                return Optional.of(order(bytes.read(segment.offset(), segment.fileSize(), "the dynamic section")));
            }
        }
        return Optional.empty();
    }

    private boolean withoutContent(long address) throws IOException {
        for (Section section : Section.read(bytes, header)) {
            if (section.type() == Section.NO_BITS && section.address() == address && section.size() > 0) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> interpreter() throws IOException {
        for (Segment segment : segments) {
            if (segment.type() == Segment.INTERPRETER && segment.fileSize() > 0 && !withoutContent(segment.address())) {
                if (segment.fileSize() > LONGEST_INTERPRETER) {
                    throw new MalformedElfException("the interpreter's path is too long");
                }
                ByteBuffer path = bytes.read(segment.offset(), segment.fileSize(), "the interpreter's path");
                String text = StandardCharsets.ISO_8859_1.decode(path).toString();
                int end = text.indexOf('\0');
                return Optional.of(end < 0 ? text : text.substring(0, end));
            }
        }
        return Optional.empty();
    }

    private List<DlopenNote> dlopenNotes() throws IOException {
        List<DlopenNote> notes = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.type() == Segment.NOTE
                    && segment.fileSize() <= LONGEST_NOTES
                    && segment.offset() >= 0
                    && segment.fileSize() <= bytes.size() - segment.offset()) {
                notes.addAll(NoteReader.dlopens(order(bytes.read(segment.offset(), segment.fileSize(), "the notes"))));
            }
        }
        return notes;
    }

    private static Optional<String> string(DynamicTable table, int tag, StringTable strings)
            throws MalformedElfException {
        return table.has(tag) ? Optional.of(strings.at(table.value(tag))) : Optional.empty();
    }

    private static List<String> directories(DynamicTable table, int tag, StringTable strings)
            throws MalformedElfException {
        List<String> directories = new ArrayList<>();
        for (String directory : string(table, tag, strings).orElse("").split(":", -1)) {
            if (!directory.isEmpty()) {
                directories.add(directory);
            }
        }
        return directories;
    }

    /// The bytes of the file that are mapped at `address`, in the file's byte order.
    ByteBuffer mapped(long address, long length, String what) throws IOException {
        return order(bytes.read(offset(address, what), length, what));
    }

    /// How many bytes of the file follow from `address` within its segment.
    long available(long address, String what) throws IOException {
        Segment segment = segment(address, what);
        long end = Math.min(bytes.size(), segment.offset() + segment.fileSize());
        return Math.max(0, end - offset(address, what));
    }

    private long offset(long address, String what) throws MalformedElfException {
        Segment segment = segment(address, what);
        return segment.offset() + (address - segment.address());
    }

    private Segment segment(long address, String what) throws MalformedElfException {
        for (Segment segment : segments) {
            if (segment.maps(address)) {
                return segment;
            }
        }
        throw new MalformedElfException("%s is mapped nowhere (address 0x%x)".formatted(what, address));
    }

    private ByteBuffer order(ByteBuffer range) {
        return range.order(header.abi().order());
    }

    ElfHeader header() {
        return header;
    }

    List<Section> sections() throws IOException {
        return Section.read(bytes, header);
    }
}
