package dev.jos.vmtests.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A disk in one of the states that it could have been left in: what it held before, with some writes on top.
///
/// Nothing is copied: a state is a table of sectors over two files.
public final class CrashDisk implements AutoCloseable {

    static final int SECTOR = 512;

    /// Content that was discarded.
    private static final long NOTHING = -1;

    private final FileChannel before;
    private final FileChannel log;
    private final Map<Long, Long> changed = new HashMap<>();

    private CrashDisk(FileChannel before, FileChannel log) {
        this.before = before;
        this.log = log;
    }

    /// The disk before the first write.
    ///
    /// @param before its raw content
    /// @param log holds the content of writes
    public static CrashDisk open(Path before, Path log) throws IOException {
        return new CrashDisk(FileChannel.open(before), FileChannel.open(log));
    }

    /// A second disk in the same state.
    CrashDisk copy() {
        CrashDisk copy = new CrashDisk(before, log);
        copy.changed.putAll(changed);
        return copy;
    }

    /// The write reaches the disk.
    void apply(WriteLog.Entry write) {
        for (int i = 0; i < write.sectors(); i++) {
            changed.put(write.sector() + i, write.discard() ? NOTHING : write.data() + (long) i * SECTOR);
        }
    }

    /// All of them do, in their order.
    public void apply(List<WriteLog.Entry> writes) {
        writes.forEach(this::apply);
    }

    /// The first sectors of a write reach the disk, and the others do not.
    void applyTorn(WriteLog.Entry write, int sectors) {
        for (int i = 0; i < Math.min(sectors, write.sectors()); i++) {
            changed.put(write.sector() + i, write.discard() ? NOTHING : write.data() + (long) i * SECTOR);
        }
    }

    /// Where the partition of this name begins, in bytes, by the table of the UEFI Specification, 5.3.
    public long partition(String name) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(read(SECTOR, SECTOR)).order(ByteOrder.LITTLE_ENDIAN);
        long table = header.getLong(72) * SECTOR;
        int size = header.getInt(84);
        for (int i = 0; i < header.getInt(80); i++) {
            ByteBuffer entry =
                    ByteBuffer.wrap(read(table + (long) i * size, size)).order(ByteOrder.LITTLE_ENDIAN);
            String label = new String(entry.array(), 56, 72, StandardCharsets.UTF_16LE).replace("\0", "");
            if (label.equals(name)) {
                return entry.getLong(32) * SECTOR;
            }
        }
        throw new IOException("no partition `" + name + "`");
    }

    /// Bytes of the disk; beyond its end there are zeros.
    byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            long sector = (offset + done) / SECTOR;
            int within = (int) ((offset + done) % SECTOR);
            int run = unchangedRun(sector, (within + length - done + SECTOR - 1) / SECTOR);
            int here =
                    run > 0 ? Math.min(length - done, run * SECTOR - within) : Math.min(length - done, SECTOR - within);
            if (run > 0) {
                fill(before, offset + done, bytes, done, here);
            } else {
                long place = changed.getOrDefault(sector, NOTHING);
                if (place != NOTHING) {
                    fill(log, place + within, bytes, done, here);
                }
            }
            done += here;
        }
        return bytes;
    }

    /// How many sectors from this one on are as they were, `most` at most.
    private int unchangedRun(long sector, int most) {
        int run = 0;
        while (run < most && !changed.containsKey(sector + run)) {
            run++;
        }
        return run;
    }

    private static void fill(FileChannel from, long position, byte[] bytes, int at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, at, length);
        while (buffer.hasRemaining()) {
            if (from.read(buffer, position + buffer.position() - at) < 0) {
                Arrays.fill(bytes, buffer.position(), at + length, (byte) 0);
                return;
            }
        }
    }

    /// Writes what lies on the disk from byte `start` on to `file`, which holds what was there before.
    public void writeOver(Path file, long start) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long sector : changed.keySet()) {
                if (sector * SECTOR < start) {
                    continue;
                }
                ByteBuffer content = ByteBuffer.wrap(read(sector * SECTOR, SECTOR));
                while (content.hasRemaining()) {
                    out.write(content, sector * SECTOR - start + content.position());
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        before.close();
        log.close();
    }
}
