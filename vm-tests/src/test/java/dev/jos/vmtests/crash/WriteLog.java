package dev.jos.vmtests.crash;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Every write and flush of a disk in the order in which they ended, in the format of the kernel's dm-log-writes
/// as QEMU's blklogwrites writes it; see `Documentation/admin-guide/device-mapper/log-writes.rst` of the kernel.
///
/// @param entries in their order
record WriteLog(List<Entry> entries) {

    static final int SECTOR = 512;

    private static final long MAGIC = 0x6a736677736872L;
    private static final long FLUSH = 1;
    private static final long FORCED = 2;
    private static final long DISCARD = 4;
    private static final long MARK = 8;
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    WriteLog {
        entries = List.copyOf(entries);
    }

    /// @param first the sector of the disk where it begins
    /// @param sectors how many are written; 0 of what only flushes
    /// @param data the sector of the log where what was written begins
    /// @param flushes whether all that ended before is durable by now
    /// @param forced whether the write itself is durable by now
    record Entry(long first, long sectors, long data, boolean flushes, boolean forced) {}

    /// Reads the log. What the super block does not count yet is not there.
    ///
    /// @throws IOException if it is none, or ends before what its super block counts
    static WriteLog read(MemorySegment log) throws IOException {
        need(log, SECTOR);
        if (log.get(U64, 0) != MAGIC || log.get(U64, 8) != 1 || log.get(U32, 24) != SECTOR) {
            throw new IOException("no log of writes of version 1 with sectors of 512 bytes");
        }
        long count = log.get(U64, 16);
        List<Entry> entries = new ArrayList<>();
        long at = SECTOR;
        for (long i = 0; i < count; i++) {
            need(log, at + SECTOR);
            long sectors = log.get(U64, at + 8);
            long flags = log.get(U64, at + 16);
            if (sectors < 0 || (sectors > log.byteSize() / SECTOR && (flags & DISCARD) == 0)) {
                throw new IOException("entry " + i + " of the log has " + sectors + " sectors");
            }
            // What was discarded may still be there, so a discard changes nothing.
            long written = (flags & (DISCARD | MARK)) == 0 ? sectors : 0;
            Entry entry =
                    new Entry(log.get(U64, at), written, at / SECTOR + 1, (flags & FLUSH) != 0, (flags & FORCED) != 0);
            at += SECTOR + written * SECTOR;
            need(log, at);
            entries.add(entry);
        }
        return new WriteLog(entries);
    }

    private static void need(MemorySegment log, long bytes) throws IOException {
        if (bytes < 0 || bytes > log.byteSize()) {
            throw new IOException("the log of writes ends after " + log.byteSize() + " bytes");
        }
    }
}
