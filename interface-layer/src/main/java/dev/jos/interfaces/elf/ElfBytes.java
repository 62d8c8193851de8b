package dev.jos.interfaces.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// Random access to the bytes of a possible ELF file, within its size and a bound on each range.
interface ElfBytes {

    /// No range that the reader asks for is longer: the largest dynamic string tables known have some tens of
    /// megabytes.
    int LONGEST_RANGE = 256 << 20;

    long size();

    /// The `length` bytes at `offset`, in a buffer of their own position and byte order.
    ByteBuffer read(long offset, long length, String what) throws IOException;

    static ElfBytes of(ByteBuffer content) {
        ByteBuffer bytes = content.slice();
        return new ElfBytes() {
            @Override
            public long size() {
                return bytes.capacity();
            }

            @Override
            public ByteBuffer read(long offset, long length, String what) throws IOException {
                check(offset, length, size(), what);
                return bytes.slice((int) offset, (int) length);
            }
        };
    }

    static ElfBytes of(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        return new ElfBytes() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public ByteBuffer read(long offset, long length, String what) throws IOException {
                check(offset, length, size, what);
                ByteBuffer range = ByteBuffer.allocate((int) length);
                channel.position(offset);
                while (range.hasRemaining()) {
                    if (channel.read(range) < 0) {
                        throw new MalformedElfException("%s ends early".formatted(what));
                    }
                }
                return range.flip();
            }
        };
    }

    private static void check(long offset, long length, long size, String what) throws MalformedElfException {
        if (offset < 0 || length < 0 || offset > size || length > size - offset) {
            throw new MalformedElfException(
                    "%s lies outside of the file (%d bytes at %d of %d)".formatted(what, length, offset, size));
        }
        if (length > LONGEST_RANGE) {
            throw new MalformedElfException("%s is longer than %d bytes".formatted(what, LONGEST_RANGE));
        }
    }
}
