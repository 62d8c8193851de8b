package dev.jos.interfaces.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a program look for libraries in a directory of its own before it looks anywhere else, and with it
/// everything that it loads.
///
/// `DT_RPATH` does that, unlike `DT_RUNPATH`, which holds for the program's own needs only (ld.so(8)). The new
/// dynamic section and its strings are appended to the file and mapped by a segment of their own, whose program
/// header takes the place of a `PT_NOTE`: nothing else moves, and the code stays where it was.
public final class RunPathPatch {

    private static final int ENTRY = 16;
    private static final int NOTE_PROPERTY = 0x6474e553;
    private static final int READ_WRITE = 6;
    private static final int DYNAMIC_SECTION = 6;
    private static final long HIGHEST = 1L << 47;
    private static final long LARGEST_ALIGNMENT = 1L << 21;

    private record Entry(long tag, long value) {}

    private final byte[] program;
    private final ByteBuffer source;
    private final ElfBytes bytes;
    private final ElfHeader header;
    private final List<Segment> segments;

    private RunPathPatch(byte[] program) throws IOException {
        this.program = program;
        this.source = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
        this.bytes = ElfBytes.of(source);
        this.header = ElfHeader.read(bytes).orElseThrow(() -> new MalformedElfException("the magic number is missing"));
        if (!header.wide() || header.abi().order() != ByteOrder.LITTLE_ENDIAN) {
            throw new MalformedElfException("only 64-bit programs of the usual byte order can be bound to a directory");
        }
        this.segments = Segment.read(bytes, header);
    }

    /// A copy of `program` that looks in `directory` first.
    ///
    /// What it said itself about where to look comes second.
    ///
    /// @param directory absolute: `$ORIGIN` means nothing to programs that run with more rights than their user
    /// @param alsoNeeded names of libraries that it is to load besides, for those that would not look there:
    ///     libraries with a `DT_RUNPATH` find one that is loaded already
    /// @throws MalformedElfException if it has no dynamic section, or there is no room for another segment
    public static byte[] apply(byte[] program, String directory, List<String> alsoNeeded) throws MalformedElfException {
        try {
            return new RunPathPatch(program).patched(directory, alsoNeeded);
        } catch (MalformedElfException malformed) {
            throw malformed;
        } catch (IOException impossible) {
            throw new AssertionError("reading from memory failed", impossible);
        }
    }

    private byte[] patched(String directory, List<String> alsoNeeded) throws IOException {
        int dynamic = only(Segment.DYNAMIC);
        int spare = spareHeader();
        List<Entry> entries = entries(segments.get(dynamic));
        long oldStrings = value(entries, DynamicTable.STRING_TABLE);
        var strings = new Strings(mapped(oldStrings, value(entries, DynamicTable.STRING_TABLE_SIZE)));
        String path = path(directory, entries, strings);
        List<Long> more = new ArrayList<>();
        for (String name : alsoNeeded) {
            more.add(strings.add(name));
        }
        long pathAt = strings.add(path);

        long offset = up(program.length, ENTRY);
        long address = address(offset);
        List<Entry> changed = changed(entries, more, pathAt);
        long size = (long) changed.size() * ENTRY;
        long stringsSize = strings.size();
        changed.replaceAll(each -> switch ((int) each.tag()) {
            case DynamicTable.STRING_TABLE -> new Entry(each.tag(), address + size);
            case DynamicTable.STRING_TABLE_SIZE -> new Entry(each.tag(), stringsSize);
            default -> each;
        });

        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(offset + size + stringsSize))
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(program).position((int) offset);
        changed.forEach(each -> out.putLong(each.tag()).putLong(each.value()));
        strings.writeTo(out);
        programHeader(out, spare, Segment.LOAD, offset, address, size + stringsSize, alignment());
        programHeader(out, dynamic, Segment.DYNAMIC, offset, address, size, 8);
        sections(out, offset, address, size, stringsSize);
        return out.array();
    }

    private int only(int type) throws MalformedElfException {
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).type() == type) {
                return i;
            }
        }
        throw new MalformedElfException("it has no dynamic section");
    }

    /// The program header to be used: the properties are also in a header of their own, and the rest tells nobody
    /// anything while a program runs. Segments have to be in the order of their addresses.
    private int spareHeader() throws MalformedElfException {
        int lastLoad = -1;
        @Nullable Segment property = null;
        for (int i = 0; i < segments.size(); i++) {
            lastLoad = segments.get(i).type() == Segment.LOAD ? i : lastLoad;
            property = segments.get(i).type() == NOTE_PROPERTY ? segments.get(i) : property;
        }
        int found = -1;
        for (int i = lastLoad + 1; i < segments.size(); i++) {
            Segment each = segments.get(i);
            if (each.type() == Segment.NOTE) {
                found = i;
                if (property != null && property.offset() == each.offset()) {
                    break;
                }
            }
        }
        if (lastLoad < 0 || found < 0) {
            throw new MalformedElfException("it has no program header to spare");
        }
        return found;
    }

    private List<Entry> entries(Segment dynamic) throws IOException {
        ByteBuffer content = bytes.read(dynamic.offset(), dynamic.fileSize(), "the dynamic section")
                .order(ByteOrder.LITTLE_ENDIAN);
        List<Entry> entries = new ArrayList<>();
        while (content.remaining() >= ENTRY) {
            var entry = new Entry(content.getLong(), content.getLong());
            if (entry.tag() == 0) {
                break;
            }
            entries.add(entry);
        }
        return entries;
    }

    private static long value(List<Entry> entries, int tag) throws MalformedElfException {
        return entries.stream()
                .filter(each -> each.tag() == tag)
                .findFirst()
                .map(Entry::value)
                .orElseThrow(() -> new MalformedElfException("its dynamic section has no strings"));
    }

    private ByteBuffer mapped(long address, long size) throws IOException {
        for (Segment each : segments) {
            if (each.maps(address)) {
                return bytes.read(each.offset() + (address - each.address()), size, "the dynamic string table");
            }
        }
        throw new MalformedElfException("the dynamic string table is not in the file");
    }

    /// `directory`, and then where it looked before.
    private static String path(String directory, List<Entry> entries, Strings strings) throws MalformedElfException {
        int tag = entries.stream().anyMatch(each -> each.tag() == DynamicTable.RUNPATH)
                ? DynamicTable.RUNPATH
                : DynamicTable.RPATH;
        StringBuilder path = new StringBuilder(directory);
        for (Entry each : entries) {
            if (each.tag() == tag) {
                path.append(':').append(strings.at(each.value()));
            }
        }
        return path.toString();
    }

    private static List<Entry> changed(List<Entry> entries, List<Long> alsoNeeded, long path) {
        List<Entry> changed = new ArrayList<>();
        entries.stream().filter(each -> each.tag() == DynamicTable.NEEDED).forEach(changed::add);
        alsoNeeded.forEach(each -> changed.add(new Entry(DynamicTable.NEEDED, each)));
        changed.add(new Entry(DynamicTable.RPATH, path));
        entries.stream()
                .filter(each -> each.tag() != DynamicTable.NEEDED
                        && each.tag() != DynamicTable.RPATH
                        && each.tag() != DynamicTable.RUNPATH)
                .forEach(changed::add);
        changed.add(new Entry(0, 0));
        return changed;
    }

    /// Behind everything that is mapped, in a page of its own, and as far into a page as in the file.
    private long address(long offset) throws MalformedElfException {
        long end = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment each = segments.get(i);
            if (each.type() == Segment.LOAD) {
                long memory = source.getLong(headerAt(i) + 40);
                if (each.address() < 0 || memory < 0 || each.address() > HIGHEST || memory > HIGHEST) {
                    throw new MalformedElfException("a segment lies beyond what a program can have");
                }
                end = Math.max(end, each.address() + memory);
            }
        }
        long alignment = alignment();
        return up(end, alignment) + offset % alignment;
    }

    private long alignment() throws MalformedElfException {
        long largest = 0x1000;
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).type() == Segment.LOAD) {
                largest = Math.max(largest, source.getLong(headerAt(i) + 48));
            }
        }
        if (largest > LARGEST_ALIGNMENT || Long.bitCount(largest) != 1) {
            throw new MalformedElfException("its segments are aligned to %d bytes".formatted(largest));
        }
        return largest;
    }

    /// The table was read from there, so this is within the file.
    private int headerAt(int index) {
        return (int) header.programHeaders() + index * header.programHeaderSize();
    }

    private void programHeader(
            ByteBuffer out, int index, int type, long offset, long address, long size, long alignment) {
        int at = headerAt(index);
        out.putInt(at, type).putInt(at + 4, READ_WRITE);
        out.putLong(at + 8, offset).putLong(at + 16, address).putLong(at + 24, address);
        out.putLong(at + 32, size).putLong(at + 40, size).putLong(at + 48, alignment);
    }

    /// No program needs its sections, but readers of programs do.
    private void sections(ByteBuffer out, long offset, long address, long size, long stringsSize) throws IOException {
        List<Section> all = Section.read(bytes, header);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).type() == DYNAMIC_SECTION) {
                int link = out.getInt(sectionAt(i) + 40);
                section(out, i, offset, address, size);
                if (link > 0 && link < all.size()) {
                    section(out, link, offset + size, address + size, stringsSize);
                }
                return;
            }
        }
    }

    private int sectionAt(int index) {
        return (int) header.sectionHeaders() + index * header.sectionHeaderSize();
    }

    private void section(ByteBuffer out, int index, long offset, long address, long size) {
        int at = sectionAt(index);
        out.putLong(at + 16, address).putLong(at + 24, offset).putLong(at + 32, size);
    }

    private static long up(long value, long alignment) {
        return (value + alignment - 1) / alignment * alignment;
    }

    /// A string table that grows; offsets into what was there stay good.
    private static final class Strings {

        private final StringTable before;
        private final byte[] old;
        private final List<byte[]> added = new ArrayList<>();
        private long size;

        Strings(ByteBuffer content) {
            before = new StringTable(content.duplicate());
            old = new byte[content.remaining()];
            content.get(old);
            size = old.length;
        }

        String at(long offset) throws MalformedElfException {
            return before.at(offset);
        }

        long add(String text) {
            byte[] bytes = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
            long at = size;
            added.add(bytes);
            size += bytes.length;
            return at;
        }

        long size() {
            return size;
        }

        void writeTo(ByteBuffer out) {
            out.put(old);
            added.forEach(out::put);
        }
    }
}
