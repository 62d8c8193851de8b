package dev.jos.packages.deb.xz;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import org.tukaani.xz.CorruptedInputException;

/// The header of an xz block that says how long the block is, compressed and not (the .xz file format, 3.1).
///
/// @param compressedSize without padding and check
record XzBlockHeader(int compressedSize, int size) {

    /// Blocks of `xz -6` have 24 MiB; larger ones are left to a decoder that does not hold them as a whole.
    private static final int LARGEST = 64 << 20;
    private static final int LZMA2 = 0x21;

    /// What a header of these bytes says, the size byte included; empty if the block lacks sizes, is too large, or
    /// has other
    /// filters than LZMA2.
    static Optional<XzBlockHeader> parse(byte[] header) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(header, 0, header.length - 4);
        if ((int) crc.getValue() != littleEndian(header, header.length - 4)) {
            throw new CorruptedInputException();
        }
        boolean sized = (header[1] & 0xff) == 0xc0;
        if (!sized) {
            return Optional.empty();
        }
        Numbers numbers = new Numbers(header, 2);
        long compressed = numbers.next();
        long size = numbers.next();
        boolean fits = compressed > 0 && compressed <= LARGEST && size <= LARGEST;
        return fits && numbers.next() == LZMA2
                ? Optional.of(new XzBlockHeader((int) compressed, (int) size))
                : Optional.empty();
    }

    /// Reads the rest of a header whose first byte, not 0, was `sizeByte`.
    static byte[] read(InputStream in, int sizeByte) throws IOException {
        byte[] header = new byte[(sizeByte + 1) * 4];
        header[0] = (byte) sizeByte;
        if (in.readNBytes(header, 1, header.length - 1) < header.length - 1) {
            throw new EOFException();
        }
        return header;
    }

    private static int littleEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    /// Numbers of seven bits a byte, lowest first.
    private static final class Numbers {

        private final byte[] bytes;
        private int at;

        Numbers(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        long next() throws CorruptedInputException {
            long value = 0;
            for (int shift = 0; shift < 63 && at < bytes.length; shift += 7) {
                int next = bytes[at++];
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new CorruptedInputException();
        }
    }
}
