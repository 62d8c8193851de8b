package dev.jos.iso;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Every write and flush of a machine's first disk since it was switched on.
///
/// @param log in the format of the kernel's dm-log-writes, with sectors of 512 bytes, as QEMU's blklogwrites writes it,
///     little-endian: a super block of magic 0x6a736677736872, version 1, number of entries (64 bits each), and sector
///     size (32 bits), in one sector; then for each entry the first sector, the number of sectors, flags (1 flush,
///     2 forced unit access, 4 discard) and the length of the data (64 bits each), in one sector, followed by the
///     sectors that were written
public record Recording(Path log) {

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
