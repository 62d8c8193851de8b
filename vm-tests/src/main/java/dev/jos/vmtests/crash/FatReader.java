package dev.jos.vmtests.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads FAT32 as firmware does: the first allocation table, directories, long names. What is damaged is not there.
///
/// Source: Microsoft's FAT32 File System Specification of 2000.
final class FatReader {

    private static final int ENTRY = 32;
    private static final int LONG_NAME = 0x0f;
    private static final int VOLUME = 0x08;
    private static final int DIRECTORY = 0x10;
    private static final int DELETED = 0xe5;
    private static final int LOWER_STEM = 0x08;
    private static final int LOWER_SUFFIX = 0x10;
    private static final int CHARACTERS = 13;
    private static final int[] PLACES = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
    private static final int END = 0x0ffffff8;
    private static final int MASK = 0x0fffffff;
    private static final int MOST_CLUSTERS = 1 << 20;

    private final CrashDisk disk;
    private final long start;
    private final int cluster;
    private final long table;
    private final long data;
    private final int root;

    private FatReader(CrashDisk disk, long start, int cluster, long table, long data, int root) {
        this.disk = disk;
        this.start = start;
        this.cluster = cluster;
        this.table = table;
        this.data = data;
        this.root = root;
    }

    /// The file system at `start`, in bytes.
    static FatReader at(CrashDisk disk, long start) throws IOException {
        ByteBuffer boot = ByteBuffer.wrap(disk.read(start, CrashDisk.SECTOR)).order(ByteOrder.LITTLE_ENDIAN);
        int sector = boot.getShort(11) & 0xffff;
        int perCluster = boot.get(13) & 0xff;
        int reserved = boot.getShort(14) & 0xffff;
        int tables = boot.get(16) & 0xff;
        long tableSectors = boot.getInt(36) & 0xffffffffL;
        if (sector == 0 || perCluster == 0 || boot.getShort(510) != (short) 0xaa55) {
            throw new IOException("no FAT file system");
        }
        long table = start + (long) reserved * sector;
        return new FatReader(
                disk, start, sector * perCluster, table, table + tables * tableSectors * sector, boot.getInt(44));
    }

    /// A file or directory, and where its content begins.
    record Found(String name, boolean directory, int first, long size) {}

    /// The names in a directory, as their makers wrote them; empty if there is no such directory.
    List<String> list(String path) throws IOException {
        Optional<Found> found = find(path);
        return found.isPresent() && found.get().directory()
                ? entries(found.get().first()).stream().map(Found::name).toList()
                : List.of();
    }

    /// The content of a file; empty if there is no such file, or its chain is broken.
    Optional<byte[]> read(String path) throws IOException {
        Optional<Found> found = find(path);
        if (found.isEmpty() || found.get().directory()) {
            return Optional.empty();
        }
        if (found.get().size() == 0) {
            return Optional.of(new byte[0]);
        }
        byte[] content = chain(found.get().first());
        return content.length < found.get().size()
                ? Optional.empty()
                : Optional.of(java.util.Arrays.copyOf(content, (int) found.get().size()));
    }

    private Optional<Found> find(String path) throws IOException {
        Found at = new Found("", true, root, 0);
        for (String name : path.split("/", -1)) {
            if (name.isEmpty()) {
                continue;
            }
            Optional<Found> next = entries(at.first()).stream()
                    .filter(each -> each.name().equalsIgnoreCase(name))
                    .findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    private List<Found> entries(int first) throws IOException {
        byte[] bytes = chain(first);
        List<Found> found = new ArrayList<>();
        TreeMap<Integer, String> parts = new TreeMap<>();
        int sum = -1;
        for (int at = 0; at + ENTRY <= bytes.length && bytes[at] != 0; at += ENTRY) {
            int kind = bytes[at] & 0xff;
            int attributes = bytes[at + 11] & 0xff;
            if (kind == DELETED) {
                parts.clear();
            } else if (attributes == LONG_NAME) {
                if ((kind & 0x40) != 0) {
                    parts.clear();
                    sum = bytes[at + 13] & 0xff;
                }
                parts.put(kind & 0x3f, part(bytes, at));
            } else {
                if ((attributes & VOLUME) == 0) {
                    found.add(found(bytes, at, attributes, parts, sum));
                }
                parts.clear();
            }
        }
        return found;
    }

    private static Found found(byte[] bytes, int at, int attributes, NavigableMap<Integer, String> parts, int sum) {
        ByteBuffer entry = ByteBuffer.wrap(bytes, at, ENTRY).slice().order(ByteOrder.LITTLE_ENDIAN);
        boolean whole = !parts.isEmpty() && parts.lastKey() == parts.size() && sum == sum(bytes, at);
        String name = whole ? String.join("", parts.values()) : shortName(bytes, at);
        int first = (entry.getShort(20) & 0xffff) << 16 | (entry.getShort(26) & 0xffff);
        return new Found(name, (attributes & DIRECTORY) != 0, first, entry.getInt(28) & 0xffffffffL);
    }

    private static String part(byte[] bytes, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < CHARACTERS; i++) {
            int place = at + PLACES[i];
            char c = (char) ((bytes[place] & 0xff) | (bytes[place + 1] & 0xff) << 8);
            if (c == 0 || c == 0xffff) {
                break;
            }
            text.append(c);
        }
        return text.toString();
    }

    private static int sum(byte[] bytes, int at) {
        int sum = 0;
        for (int i = 0; i < 11; i++) {
            sum = ((sum & 1) << 7) + (sum >> 1) + (bytes[at + i] & 0xff) & 0xff;
        }
        return sum;
    }

    private static String shortName(byte[] bytes, int at) {
        String stem = new String(bytes, at, 8, StandardCharsets.ISO_8859_1).strip();
        String suffix = new String(bytes, at + 8, 3, StandardCharsets.ISO_8859_1).strip();
        int cases = bytes[at + 12];
        stem = (cases & LOWER_STEM) != 0 ? stem.toLowerCase(Locale.ROOT) : stem;
        suffix = (cases & LOWER_SUFFIX) != 0 ? suffix.toLowerCase(Locale.ROOT) : suffix;
        return suffix.isEmpty() ? stem : stem + "." + suffix;
    }

    /// The content of a chain of clusters, as far as it makes sense.
    private byte[] chain(int first) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Set<Integer> seen = new HashSet<>();
        int at = first;
        while (at >= 2 && at < END && seen.add(at) && seen.size() < MOST_CLUSTERS) {
            out.writeBytes(disk.read(data + (long) (at - 2) * cluster, cluster));
            ByteBuffer next = ByteBuffer.wrap(disk.read(table + (long) at * Integer.BYTES, Integer.BYTES));
            at = next.order(ByteOrder.LITTLE_ENDIAN).getInt() & MASK;
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return "FAT at " + start;
    }
}
