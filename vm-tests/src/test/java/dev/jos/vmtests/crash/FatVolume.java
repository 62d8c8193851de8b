package dev.jos.vmtests.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// FAT32 as firmware reads it: directory entries and chains of clusters, and nothing else. Free space, the copy of the
/// table, dates and the mark of an orderly end do not count. See Microsoft's "FAT File System
/// Specification".
final class FatVolume implements Volume {

    private static final int ENTRY = 32;
    private static final int ATTRIBUTES = 11;
    private static final int LONG_NAME = 0x0f;
    private static final int LABEL = 0x08;
    private static final int DIRECTORY = 0x10;
    private static final int DELETED = 0xe5;
    private static final int LAST = 0x40;
    private static final int END = 0x0ffffff8;
    private static final int[] LETTERS = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
    private static final int LARGEST_DIRECTORY = 4096;

    private final DiskState disk;
    private final int clusterSectors;
    private final long table;
    private final long data;
    private final int root;

    private record Found(String name, String shortName, boolean directory, int cluster, long size) {}

    FatVolume(DiskState disk) throws IOException {
        this.disk = disk;
        ByteBuffer boot = sectors(0, 1);
        if (boot.getShort(11) != WriteLog.SECTOR || boot.getShort(510) != (short) 0xaa55) {
            throw new IOException("no FAT with sectors of 512 bytes");
        }
        this.clusterSectors = boot.get(13) & 0xff;
        this.table = boot.getShort(14) & 0xffff;
        this.data = table + (long) boot.get(16) * boot.getInt(36);
        this.root = boot.getInt(44);
    }

    @Override
    public Content file(String path) throws IOException {
        Found found = find(path);
        if (found.directory()) {
            throw new IOException("`" + path + "` is a directory");
        }
        long left = (found.size() + WriteLog.SECTOR - 1) / WriteLog.SECTOR;
        List<Content.Run> runs = new ArrayList<>();
        int cluster = found.cluster();
        while (left > 0) {
            if (cluster < 2 || cluster >= END) {
                throw new IOException("`" + path + "` lacks clusters for its last " + left + " sectors");
            }
            long count = Math.min(left, clusterSectors);
            runs.add(new Content.Run(sector(cluster), count));
            left -= count;
            cluster = left == 0 ? cluster : next(cluster);
        }
        return new Content(disk, found.size(), runs);
    }

    @Override
    public Set<String> names(String path) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        list(find(path).cluster()).forEach(each -> names.add(each.name()));
        return names;
    }

    private Found find(String path) throws IOException {
        Found now = new Found("", "", true, root, 0);
        for (String name : path.split("/", -1)) {
            String wanted = name.toLowerCase(Locale.ROOT);
            now = list(now.cluster()).stream()
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(wanted)
                            || each.shortName().toLowerCase(Locale.ROOT).equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no `" + path + "`"));
        }
        return now;
    }

    private List<Found> list(int first) throws IOException {
        List<Found> all = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        int sum = -1;
        int left = LARGEST_DIRECTORY;
        for (int cluster = first; cluster >= 2 && cluster < END; cluster = next(cluster)) {
            ByteBuffer bytes = sectors(sector(cluster), clusterSectors);
            for (int at = 0; at < bytes.limit(); at += ENTRY) {
                int start = bytes.get(at) & 0xff;
                int attributes = bytes.get(at + ATTRIBUTES);
                if (start == 0 || left-- == 0) {
                    return all;
                }
                if (start == DELETED) {
                    name.setLength(0);
                } else if (attributes == LONG_NAME) {
                    if ((start & LAST) != 0) {
                        name.setLength(0);
                        sum = bytes.get(at + 13);
                    }
                    name.insert(0, letters(bytes, at));
                } else {
                    if ((attributes & LABEL) == 0) {
                        boolean same = sum == checksum(bytes, at);
                        all.add(found(bytes, at, same ? name.toString() : "", attributes));
                    }
                    name.setLength(0);
                }
            }
        }
        return all;
    }

    private static Found found(ByteBuffer bytes, int at, String name, int attributes) {
        String shortName = shortName(bytes, at);
        int cluster = (bytes.getShort(at + 20) << 16) | (bytes.getShort(at + 26) & 0xffff);
        return new Found(
                name.isEmpty() ? shortName : name,
                shortName,
                (attributes & DIRECTORY) != 0,
                cluster & 0x0fffffff,
                bytes.getInt(at + 28) & 0xffffffffL);
    }

    private static String letters(ByteBuffer bytes, int at) {
        StringBuilder text = new StringBuilder();
        for (int each : LETTERS) {
            char letter = bytes.getChar(at + each);
            if (letter == 0) {
                break;
            }
            text.append(letter);
        }
        return text.toString();
    }

    private static String shortName(ByteBuffer bytes, int at) {
        byte[] name = new byte[ATTRIBUTES];
        bytes.get(at, name);
        String base = new String(name, 0, 8, StandardCharsets.ISO_8859_1).strip();
        String extension = new String(name, 8, 3, StandardCharsets.ISO_8859_1).strip();
        return extension.isEmpty() ? base : base + "." + extension;
    }

    private static byte checksum(ByteBuffer bytes, int at) {
        int sum = 0;
        for (int i = 0; i < ATTRIBUTES; i++) {
            sum = ((sum & 1) << 7) + (sum >> 1) + (bytes.get(at + i) & 0xff) & 0xff;
        }
        return (byte) sum;
    }

    private int next(int cluster) {
        long at = cluster * 4L;
        return sectors(table + at / WriteLog.SECTOR, 1).getInt((int) (at % WriteLog.SECTOR)) & 0x0fffffff;
    }

    private long sector(int cluster) {
        return data + (cluster - 2L) * clusterSectors;
    }

    private ByteBuffer sectors(long first, int count) {
        return ByteBuffer.wrap(disk.read(first * WriteLog.SECTOR, count * WriteLog.SECTOR))
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
