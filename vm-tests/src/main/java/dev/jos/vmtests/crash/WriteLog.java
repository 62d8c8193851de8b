package dev.jos.vmtests.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Every write and flush of a disk, as QEMU's blklogwrites noted it in the format of the kernel's dm-log-writes.
///
/// Source: the kernel's `drivers/md/dm-log-writes.c`, and its documentation.
public final class WriteLog {

    private static final long MAGIC = 0x6a736677736872L;
    private static final int SUPER_BYTES = 28;
    private static final int ENTRY_BYTES = 32;
    private static final int FLUSH = 1;
    private static final int FORCED = 2;
    private static final int DISCARD = 4;
    private static final long MOST_SECTORS = 1 << 21;

    private final List<Entry> entries;

    private WriteLog(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /// One request to the disk, in the order in which they were completed.
    ///
    /// @param sector the first one, of 512 bytes
    /// @param sectors how many
    /// @param flush whether all that was complete before is on the disk before this
    /// @param forced whether this itself is on the disk when it is complete
    /// @param discard whether the sectors lose their content
    /// @param data where the content begins in the log
    public record Entry(long sector, int sectors, boolean flush, boolean forced, boolean discard, long data) {

        /// Whether it changes anything.
        boolean isWrite() {
            return sectors > 0;
        }
    }

    /// Reads all entries.
    ///
    /// @throws IOException naming the file, if it is no such log or ends within an entry
    public static WriteLog read(Path log) throws IOException {
        try (FileChannel channel = FileChannel.open(log)) {
            ByteBuffer head = bytes(channel, 0, SUPER_BYTES, log);
            if (head.getLong() != MAGIC || head.getLong() != 1) {
                throw new IOException("`" + log + "` is no log of writes");
            }
            long count = head.getLong();
            int unit = head.getInt();
            if (unit != CrashDisk.SECTOR) {
                throw new IOException("`" + log + "` has sectors of " + unit + " bytes");
            }
            List<Entry> entries = new ArrayList<>();
            long position = unit;
            for (long i = 0; i < count; i++) {
                ByteBuffer entry = bytes(channel, position, ENTRY_BYTES, log);
                long sector = entry.getLong();
                long sectors = entry.getLong();
                long flags = entry.getLong();
                if (sector < 0 || sectors < 0 || sectors > MOST_SECTORS) {
                    throw new IOException("`" + log + "`: entry " + i + " makes no sense");
                }
                boolean discard = (flags & DISCARD) != 0;
                entries.add(new Entry(
                        sector, (int) sectors, (flags & FLUSH) != 0, (flags & FORCED) != 0, discard, position + unit));
                position += unit + (discard ? 0 : sectors * unit);
            }
            if (position > channel.size()) {
                throw new IOException("`" + log + "` ends within its last entry");
            }
            return new WriteLog(entries);
        }
    }

    /// The entries from number `from` (from 0) to before number `to`.
    public WriteLog part(long from, long to) {
        return new WriteLog(entries.subList((int) from, (int) Math.min(to, entries.size())));
    }

    public List<Entry> entries() {
        return entries;
    }

    private static ByteBuffer bytes(FileChannel channel, long position, int length, Path log) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("`" + log + "` is cut off");
            }
        }
        return buffer.flip();
    }
}
