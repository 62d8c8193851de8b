package dev.jos.interfaces.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A table of zero-terminated strings.
final class StringTable {

    /// Longer names do not occur: C++ symbols with deep templates reach some ten thousand bytes.
    private static final int LONGEST_NAME = 1 << 20;

    private final byte[] bytes;

    StringTable(ByteBuffer content) {
        bytes = new byte[content.remaining()];
        content.get(bytes);
    }

    /// The string at `offset`, each byte one `char`.
    String at(long offset) throws MalformedElfException {
        if (offset < 0 || offset >= bytes.length) {
            throw new MalformedElfException(
                    "a name lies outside of the string table (at %d of %d)".formatted(offset, bytes.length));
        }
        int start = (int) offset;
        int end = start;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        if (end == bytes.length || end - start > LONGEST_NAME) {
            throw new MalformedElfException("the name at %d of the string table does not end".formatted(offset));
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
