package dev.jos.vmtests.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// ext4 as it is once it was mounted: the journal is carried out, then inodes, extents and directories are read. See
/// `Documentation/filesystems/ext4` of the kernel.
final class Ext4Volume implements Volume {

    private static final int SUPER_BLOCK = 1024;
    private static final int ROOT = 2;
    private static final int EXTENTS = 0x80000;
    private static final int EXTENT_MAGIC = 0xf30a;
    private static final int UNWRITTEN = 0x8000;

    private final DiskState disk;
    private final int blockSize;
    private final int sectors;
    private final int inodesPerGroup;
    private final int inodeSize;
    private final int descriptorSize;
    private final long descriptors;
    private final Map<Content.Key, Map<String, Integer>> known;
    private final Map<Integer, Map<String, Integer>> here = new HashMap<>();
    private final BitSet read = new BitSet();

    /// @param disk is not changed
    /// @param known directories that were read before, from whatever state of the disk
    Ext4Volume(DiskState disk, Map<Content.Key, Map<String, Integer>> known) throws IOException {
        this.disk = disk.fork();
        this.known = known;
        ByteBuffer found = little(this.disk.read(SUPER_BLOCK, SUPER_BLOCK));
        if (found.getShort(56) != (short) 0xef53) {
            throw new IOException("no ext4");
        }
        this.blockSize = 1024 << found.getInt(24);
        this.sectors = blockSize / WriteLog.SECTOR;
        this.inodesPerGroup = found.getInt(40);
        this.inodeSize = found.getShort(88);
        this.descriptorSize = Math.max(32, found.getShort(254));
        this.descriptors = blockSize == SUPER_BLOCK ? 2L * blockSize : blockSize;
        JournalReplay.into(this.disk, blocks(inode(found.getInt(224))), blockSize);
    }

    /// The disk once the journal is carried out.
    DiskState disk() {
        return disk;
    }

    /// The sectors that said so far where directories and files are.
    BitSet read() {
        return (BitSet) read.clone();
    }

    @Override
    public Content file(String path) throws IOException {
        ByteBuffer inode = inode(find(path));
        if ((inode.getShort(0) & 0xf000) != 0x8000) {
            throw new IOException("`" + path + "` is no file");
        }
        return content(inode);
    }

    @Override
    public Set<String> names(String path) throws IOException {
        return directory(find(path)).keySet();
    }

    private int find(String path) throws IOException {
        int now = ROOT;
        for (String name : path.split("/", -1)) {
            Integer next = directory(now).get(name);
            if (next == null) {
                throw new IOException("there is no `" + path + "`");
            }
            now = next;
        }
        return now;
    }

    private Map<String, Integer> directory(int number) throws IOException {
        Map<String, Integer> found = here.get(number);
        if (found == null) {
            found = readDirectory(number);
            here.put(number, found);
        }
        return found;
    }

    private Map<String, Integer> readDirectory(int number) throws IOException {
        ByteBuffer inode = inode(number);
        if ((inode.getShort(0) & 0xf000) != 0x4000) {
            throw new IOException("inode " + number + " is no directory");
        }
        Content content = content(inode);
        content.addTo(read);
        Content.Key key = content.key();
        Map<String, Integer> entries = known.get(key);
        if (entries == null) {
            entries = entries(little(content.bytes()));
            known.put(key, entries);
        }
        return entries;
    }

    private static Map<String, Integer> entries(ByteBuffer bytes) throws IOException {
        Map<String, Integer> entries = new LinkedHashMap<>();
        int at = 0;
        while (at < bytes.limit()) {
            int length = bytes.getShort(at + 4) & 0xffff;
            if (length < 8) {
                throw new IOException("a directory is damaged");
            }
            if (bytes.getInt(at) != 0) {
                byte[] name = new byte[bytes.get(at + 6) & 0xff];
                bytes.get(at + 8, name);
                entries.put(new String(name, StandardCharsets.UTF_8), bytes.getInt(at));
            }
            at += length;
        }
        return new HashMap<>(entries);
    }

    private ByteBuffer inode(int number) throws IOException {
        if (number < 1) {
            throw new IOException("inode " + number);
        }
        long group = (number - 1L) / inodesPerGroup;
        ByteBuffer descriptor = part(descriptors + group * descriptorSize, descriptorSize);
        long table = descriptor.getInt(8) & 0xffffffffL;
        if (descriptorSize >= 64) {
            table |= (long) descriptor.getInt(40) << 32;
        }
        return part(table * blockSize + (long) ((number - 1) % inodesPerGroup) * inodeSize, inodeSize);
    }

    private Content content(ByteBuffer inode) throws IOException {
        long size = (inode.getInt(4) & 0xffffffffL) | ((long) inode.getInt(108) << 32);
        if ((inode.getInt(32) & EXTENTS) == 0) {
            throw new IOException("an inode without extents");
        }
        byte[] root = new byte[60];
        inode.get(40, root);
        List<Content.Run> runs = new ArrayList<>();
        long end = addRuns(runs, little(root), 0);
        long all = (size + WriteLog.SECTOR - 1) / WriteLog.SECTOR;
        if (end * sectors < all) {
            runs.add(new Content.Run(Content.HOLE, all - end * sectors));
        }
        return new Content(disk, size, runs);
    }

    /// @return the block of the file after the last
    private long addRuns(List<Content.Run> runs, ByteBuffer node, long start) throws IOException {
        if ((node.getShort(0) & 0xffff) != EXTENT_MAGIC) {
            throw new IOException("extents are damaged");
        }
        long at = start;
        for (int i = 1; i <= node.getShort(2); i++) {
            int entry = 12 * i;
            long first = node.getInt(entry) & 0xffffffffL;
            if (node.getShort(6) > 0) {
                long below = (node.getInt(entry + 4) & 0xffffffffL) | ((node.getShort(entry + 8) & 0xffffL) << 32);
                read.set((int) (below * sectors), (int) ((below + 1) * sectors));
                at = addRuns(runs, little(disk.read(below * blockSize, blockSize)), at);
                continue;
            }
            if (first > at) {
                runs.add(new Content.Run(Content.HOLE, (first - at) * sectors));
            }
            int length = node.getShort(entry + 4) & 0xffff;
            boolean unwritten = length > UNWRITTEN;
            long count = unwritten ? length - UNWRITTEN : length;
            long block = (node.getInt(entry + 8) & 0xffffffffL) | ((node.getShort(entry + 6) & 0xffffL) << 32);
            runs.add(new Content.Run(unwritten ? Content.HOLE : block * sectors, count * sectors));
            at = first + count;
        }
        return at;
    }

    private long[] blocks(ByteBuffer inode) throws IOException {
        Content content = content(inode);
        long[] blocks = new long[Math.toIntExact(content.size() / blockSize)];
        int at = 0;
        for (Content.Run run : content.runs()) {
            for (long i = 0; i < run.count() && at < blocks.length; i += sectors) {
                blocks[at++] = (run.first() + i) / sectors;
            }
        }
        return blocks;
    }

    /// What lies within a sector, or begins with one.
    private ByteBuffer part(long offset, int length) {
        int within = (int) (offset % WriteLog.SECTOR);
        int whole = (within + length + WriteLog.SECTOR - 1) / WriteLog.SECTOR * WriteLog.SECTOR;
        read.set((int) (offset / WriteLog.SECTOR), (int) ((offset - within + whole) / WriteLog.SECTOR));
        byte[] bytes = disk.read(offset - within, whole);
        return ByteBuffer.wrap(bytes, within, length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
