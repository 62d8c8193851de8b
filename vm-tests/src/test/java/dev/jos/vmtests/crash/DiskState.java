package dev.jos.vmtests.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a disk, or a part of one, holds at one moment: a state before, and sectors that differ from it.
final class DiskState {

    /// So many sectors are watched together.
    static final int PIECE = 64;

    private final Media media;
    private final @Nullable DiskState below;
    private final long first;
    private final Map<Long, Long> changed = new HashMap<>();

    /// Which pieces of the disk have changed sectors.
    private final BitSet pieces = new BitSet();

    private DiskState(Media media, @Nullable DiskState below, long first) {
        this.media = media;
        this.below = below;
        this.first = first;
    }

    /// The disk before anything was written.
    static DiskState of(Media media) {
        return new DiskState(media, null, 0);
    }

    /// A state that begins as this one, and sees what is changed in this one later unless it has changed it itself.
    DiskState fork() {
        return new DiskState(media, this, 0);
    }

    /// The part of the disk that begins with the sector `start`.
    DiskState from(long start) {
        return new DiskState(media, this, start);
    }

    void put(long sector, long origin) {
        changed.put(sector, origin);
        pieces.set((int) (sector / PIECE));
    }

    /// Writes `count` sectors of `entry`, from its sector number `from` on.
    void write(WriteLog.Entry entry, long from, long count) {
        for (long i = from; i < from + count; i++) {
            put(entry.first() + i, Media.WRITTEN | (entry.data() + i));
        }
    }

    void write(WriteLog.Entry entry) {
        write(entry, 0, entry.sectors());
    }

    /// The pieces of [#PIECE] sectors in which something may differ from the disk before anything was written.
    BitSet touched() {
        BitSet all = (BitSet) pieces.clone();
        if (below != null) {
            BitSet rest = below.touched();
            int skipped = (int) (first / PIECE);
            all.or(skipped == 0 ? rest : rest.get(skipped, Math.max(skipped, rest.length())));
        }
        return all;
    }

    /// Whether some of these sectors may differ from the disk before anything was written.
    boolean isTouched(long sector, long count) {
        int next = pieces.nextSetBit((int) (sector / PIECE));
        boolean own = next >= 0 && next <= (sector + count - 1) / PIECE;
        return own || (below != null && below.isTouched(sector + first, count));
    }

    boolean isChanged(long sector) {
        return changed.containsKey(sector) || (below != null && below.isChanged(sector + first));
    }

    long origin(long sector) {
        Long own = changed.isEmpty() ? null : changed.get(sector);
        if (own != null) {
            return own;
        }
        return below == null ? sector : below.origin(sector + first);
    }

    /// Copies `length` bytes at `offset`, both multiples of the sector.
    byte[] read(long offset, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i += WriteLog.SECTOR) {
            media.read(origin((offset + i) / WriteLog.SECTOR), bytes, i);
        }
        return bytes;
    }

    /// Writes pieces of [#PIECE] sectors to a file that has the rest already.
    void write(FileChannel file, BitSet pieces) throws IOException {
        for (int piece = pieces.nextSetBit(0); piece >= 0; piece = pieces.nextSetBit(piece + 1)) {
            long offset = (long) piece * PIECE * WriteLog.SECTOR;
            ByteBuffer content = ByteBuffer.wrap(read(offset, PIECE * WriteLog.SECTOR));
            while (content.hasRemaining()) {
                file.write(content, offset + content.position());
            }
        }
    }
}
