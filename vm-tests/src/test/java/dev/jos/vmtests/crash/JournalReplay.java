package dev.jos.vmtests.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// Carries out the journal of ext4 as mounting does: transactions in their order up to the first that was not
/// committed, without blocks that were revoked later. See "Journal (jbd2)" in `Documentation/filesystems/ext4` of the
/// kernel.
///
/// Checksums are not looked at: a commit is only written once everything of its transaction is on the disk, so in
/// the states that a crash may leave they are right.
final class JournalReplay {

    private static final int MAGIC = 0xc03b3998;
    private static final int DESCRIPTOR = 1;
    private static final int COMMIT = 2;
    private static final int REVOKE = 5;
    private static final int ESCAPED = 1;
    private static final int SAME_UUID = 2;
    private static final int LAST = 8;
    private static final int WIDE = 2;
    private static final int CHECKSUMS = 0x10;
    private static final int KNOWN = 1 | WIDE | 4 | CHECKSUMS;

    private final DiskState disk;
    private final long[] journal;
    private final int blockSize;
    private final Map<Long, Integer> revoked = new HashMap<>();
    private final int first;
    private final int length;
    private final int features;

    /// A transaction that was committed begins with the block `at`.
    private interface Step {
        void take(int at, int sequence, ByteBuffer block) throws IOException;
    }

    private JournalReplay(DiskState disk, long[] journal, int blockSize) throws IOException {
        this.disk = disk;
        this.journal = journal;
        this.blockSize = blockSize;
        ByteBuffer superBlock = block(0);
        this.length = superBlock.getInt(16);
        this.first = superBlock.getInt(20);
        this.features = superBlock.getInt(40);
        if (superBlock.getInt(0) != MAGIC) {
            throw new IOException("no journal");
        }
    }

    /// Changes `disk`.
    ///
    /// @param journal where each block of the journal lies
    /// @return the number of blocks that were written
    static int into(DiskState disk, long[] journal, int blockSize) throws IOException {
        JournalReplay replay = new JournalReplay(disk, journal, blockSize);
        ByteBuffer superBlock = replay.block(0);
        int start = superBlock.getInt(28);
        int sequence = superBlock.getInt(24);
        if (start == 0) {
            return 0;
        }
        if ((replay.features & ~KNOWN) != 0 || (replay.features & CHECKSUMS) == 0) {
            throw new IOException("a journal with features %#x".formatted(replay.features));
        }
        int end = replay.walk(start, sequence, Integer.MAX_VALUE, (at, number, block) -> {});
        replay.walk(start, sequence, end, (at, number, block) -> replay.revoke(number, block));
        int[] written = {0};
        replay.walk(start, sequence, end, (at, number, block) -> written[0] += replay.write(at, number, block));
        return written[0];
    }

    /// Goes through descriptors and revocations of the transactions before `end`.
    ///
    /// @return the number of the first transaction that was not committed
    private int walk(int start, int firstSequence, int end, Step step) throws IOException {
        int at = start;
        int sequence = firstSequence;
        int seen = 0;
        while (sequence < end && seen < length) {
            ByteBuffer block = block(at);
            if (block.getInt(0) != MAGIC || block.getInt(8) != sequence) {
                break;
            }
            int blocks = 1;
            switch (block.getInt(4)) {
                case DESCRIPTOR -> {
                    step.take(at, sequence, block);
                    blocks += tags(block).size();
                }
                case REVOKE -> step.take(at, sequence, block);
                case COMMIT -> sequence++;
                default -> throw new IOException("a block of an unknown kind in the journal");
            }
            at = after(at, blocks);
            seen += blocks;
        }
        return sequence;
    }

    private void revoke(int sequence, ByteBuffer block) {
        if (block.getInt(4) == REVOKE) {
            int width = (features & WIDE) == 0 ? 4 : 8;
            for (int at = 16; at + width <= block.getInt(12); at += width) {
                revoked.put(width == 8 ? block.getLong(at) : block.getInt(at) & 0xffffffffL, sequence);
            }
        }
    }

    private int write(int at, int sequence, ByteBuffer block) {
        if (block.getInt(4) != DESCRIPTOR) {
            return 0;
        }
        int next = at;
        int written = 0;
        for (Tag tag : tags(block)) {
            next = after(next, 1);
            if (revoked.getOrDefault(tag.block(), -1) < sequence) {
                copy(next, tag);
                written++;
            }
        }
        return written;
    }

    private void copy(int from, Tag tag) {
        int sectors = blockSize / WriteLog.SECTOR;
        for (int i = 0; i < sectors; i++) {
            long origin = disk.origin(journal[from] * sectors + i);
            boolean escaped = i == 0 && (tag.flags() & ESCAPED) != 0;
            disk.put(tag.block() * sectors + i, escaped ? origin | Media.ESCAPED : origin);
        }
    }

    private record Tag(long block, int flags) {}

    private java.util.List<Tag> tags(ByteBuffer block) {
        var tags = new java.util.ArrayList<Tag>();
        int at = 12;
        Tag tag;
        do {
            long high = (features & WIDE) == 0 ? 0 : block.getInt(at + 8) & 0xffffffffL;
            tag = new Tag((high << 32) | (block.getInt(at) & 0xffffffffL), block.getInt(at + 4));
            tags.add(tag);
            at += (tag.flags() & SAME_UUID) == 0 ? 32 : 16;
        } while ((tag.flags() & LAST) == 0 && at + 16 <= blockSize);
        return tags;
    }

    private int after(int at, int blocks) {
        int next = at + blocks;
        return next >= length ? next - length + first : next;
    }

    private ByteBuffer block(int number) {
        return ByteBuffer.wrap(disk.read(journal[number] * blockSize, blockSize));
    }
}
