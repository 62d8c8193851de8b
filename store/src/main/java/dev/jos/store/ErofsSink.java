package dev.jos.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/// Little-endian output that knows where it is, and fills in the checksum of the superblock.
final class ErofsSink {

    private static final int BUFFER = 1 << 17;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private long flushed;

    ErofsSink(OutputStream out) {
        this.out = out;
    }

    long position() {
        return flushed + filled;
    }

    ErofsSink u8(int value) throws IOException {
        reserve(Byte.BYTES);
        buffer[filled++] = (byte) value;
        return this;
    }

    ErofsSink u16(int value) throws IOException {
        reserve(Short.BYTES);
        buffer[filled++] = (byte) value;
        buffer[filled++] = (byte) (value >>> 8);
        return this;
    }

    ErofsSink u32(int value) throws IOException {
        reserve(Integer.BYTES);
        put(value);
        return this;
    }

    ErofsSink u64(long value) throws IOException {
        reserve(Long.BYTES);
        put((int) value);
        put((int) (value >>> 32));
        return this;
    }

    private void put(int value) {
        buffer[filled++] = (byte) value;
        buffer[filled++] = (byte) (value >>> 8);
        buffer[filled++] = (byte) (value >>> 16);
        buffer[filled++] = (byte) (value >>> 24);
    }

    ErofsSink bytes(byte[] bytes) throws IOException {
        return bytes(bytes, 0, bytes.length);
    }

    ErofsSink bytes(byte[] bytes, int start, int length) throws IOException {
        if (length > BUFFER - filled) {
            flush();
        }
        if (length > BUFFER) {
            out.write(bytes, start, length);
            flushed += length;
        } else {
            System.arraycopy(bytes, start, buffer, filled, length);
            filled += length;
        }
        return this;
    }

    ErofsSink zeros(long count) throws IOException {
        for (long left = count; left > 0; ) {
            reserve(1);
            int length = (int) Math.min(left, BUFFER - filled);
            java.util.Arrays.fill(buffer, filled, filled + length, (byte) 0);
            filled += length;
            left -= length;
        }
        return this;
    }

    void zerosTo(long position) throws IOException {
        if (position < position()) {
            throw new IllegalStateException("the image is at byte " + position() + ", past " + position);
        }
        zeros(position - position());
    }

    void align(int alignment) throws IOException {
        zeros(-position() & (alignment - 1));
    }

    /// What is written there goes the same way.
    OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                u8(value);
            }

            @Override
            public void write(byte[] source, int start, int length) throws IOException {
                bytes(source, start, length);
            }
        };
    }

    private void reserve(int length) throws IOException {
        if (BUFFER - filled < length) {
            flush();
        }
    }

    /// Hands everything on. The first time at least one block must have been written, for the checksum is over
    /// that.
    void flush() throws IOException {
        if (flushed == 0 && filled > 0) {
            fillInChecksum();
        }
        out.write(buffer, 0, filled);
        flushed += filled;
        filled = 0;
    }

    /// CRC-32C of the rest of the first block, from the superblock on, without the final inversion.
    private void fillInChecksum() {
        CRC32C crc = new CRC32C();
        crc.update(buffer, ErofsSuperblock.OFFSET, ErofsPlan.BLOCK - ErofsSuperblock.OFFSET);
        int checksum = ~(int) crc.getValue();
        for (int i = 0; i < Integer.BYTES; i++) {
            buffer[ErofsSuperblock.CHECKSUM_OFFSET + i] = (byte) (checksum >>> (8 * i));
        }
    }
}
