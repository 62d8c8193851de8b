package dev.jos.store;

import dev.jos.host.Sha256;
import java.io.IOException;

/// `struct erofs_super_block`, at byte 1024.
final class ErofsSuperblock {

    static final int OFFSET = 1024;
    static final int SIZE = 128;
    static final int CHECKSUM_OFFSET = OFFSET + 4;

    private static final int MAGIC = 0xE0F5E1E2;
    private static final int COMPAT_CHECKSUM = 0x1;
    private static final int COMPAT_MTIME = 0x2;
    private static final int INCOMPAT_CHUNKED_FILE = 0x4;
    private static final int BLOCK_BITS = 12;

    private ErofsSuperblock() {}

    static void write(ErofsSink sink, TreeId id, ErofsPlan plan) throws IOException {
        sink.zerosTo(OFFSET);
        // The sink fills the checksum in.
        sink.u32(MAGIC).u32(0).u32(COMPAT_CHECKSUM | COMPAT_MTIME);
        sink.u8(BLOCK_BITS).u8(0).u16((int) plan.inodes().getFirst().number());
        sink.u64(plan.inodes().size());
        // Build time, in seconds and nanoseconds: none, inodes have their own times.
        sink.u64(0).u32(0);
        // Inodes are numbered from block 0; there is no area of shared attributes.
        sink.u32((int) plan.blocks()).u32(0).u32(0);
        uuid(sink, id.digest());
        sink.zeros(16).u32(plan.hasStubs() ? INCOMPAT_CHUNKED_FILE : 0);
        sink.zerosTo(OFFSET + SIZE);
    }

    /// The first half of the tree's digest, marked as a UUID of version 8 (RFC 9562): free for any use.
    private static void uuid(ErofsSink sink, Sha256 digest) throws IOException {
        long high = (digest.a() & ~0xf000L) | 0x8000L;
        long low = (digest.b() & ~(3L << 62)) | (2L << 62);
        sink.u64(Long.reverseBytes(high)).u64(Long.reverseBytes(low));
    }
}
