package dev.jos.vmtests.crash;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The bytes that states of a disk are made of: the disk as it was, and what was written to it. A sector of either is
/// named by an *origin*, so states are compared, and what was read is remembered, without copying.
record Media(MemorySegment disk, MemorySegment log) {

    /// Origins with this bit are sectors of the log.
    static final long WRITTEN = 1L << 62;

    /// Origins with this bit begin with the magic number of a journal, which a journal does not hold itself.
    static final long ESCAPED = 1L << 61;

    private static final byte[] JOURNAL_MAGIC = {(byte) 0xc0, 0x3b, 0x39, (byte) 0x98};

    static Media open(Path disk, Path log, Arena arena) throws IOException {
        return new Media(map(disk, arena), map(log, arena));
    }

    static MemorySegment map(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    /// Copies the sector with this origin; what is beyond the end is zero.
    void read(long origin, byte[] to, int offset) {
        MemorySegment from = (origin & WRITTEN) == 0 ? disk : log;
        long at = (origin & ~(WRITTEN | ESCAPED)) * WriteLog.SECTOR;
        if (at + WriteLog.SECTOR > from.byteSize()) {
            java.util.Arrays.fill(to, offset, offset + WriteLog.SECTOR, (byte) 0);
            return;
        }
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, at, to, offset, WriteLog.SECTOR);
        if ((origin & ESCAPED) != 0) {
            System.arraycopy(JOURNAL_MAGIC, 0, to, offset, JOURNAL_MAGIC.length);
        }
    }
}
