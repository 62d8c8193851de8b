package dev.jos.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Every write and flush of a machine's first disk since it was switched on.
///
/// @param base the disk as it was at that moment, in the format qcow2; it does not change any more
/// @param log in the format of the kernel's dm-log-writes, with sectors of 512 bytes, as QEMU's blklogwrites writes it:
///     little-endian; a super block of magic 0x6a736677736872, version 1, number of entries (64 bits each), and sector
///     size (32 bits); then entries of sector, number of sectors, flags (1 flush, 2 FUA, 4 discard) and length of data
///     (64 bits each), each rounded up to a sector and followed by what was written
public record Recording(Path base, Path log) {

    private static final int ENTRIES = 16;

    /// How many entries the log has by now: those before belong to what the machine did before.
    public long entries() throws IOException {
        try (FileChannel channel = FileChannel.open(log)) {
            ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(number, ENTRIES);
            return number.getLong(0);
        }
    }
}
