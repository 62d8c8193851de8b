package dev.jos.interfaces;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;

/// Reads what [CompactWriter] wrote. Every number is checked against the bytes that are left, so that damaged
/// files end in an exception and not in exhausted memory.
final class CompactReader {

    private static final int LONGEST = 512 << 20;

    private final byte[] bytes;
    private final String[] strings;
    private int at;

    private CompactReader(byte[] bytes) throws IOException {
        this.bytes = bytes;
        this.strings = new String[count()];
        for (int i = 0; i < strings.length; i++) {
            int length = count();
            strings[i] = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
        }
    }

    interface Content<T> {
        T read(CompactReader from) throws IOException;
    }

    /// Reads a file that begins with `magic`.
    ///
    /// @throws IOException also if it is something else
    static <T> T read(byte[] magic, InputStream in, Content<T> content) throws IOException {
        if (!Arrays.equals(in.readNBytes(magic.length), magic)) {
            throw new IOException("not a file of interfaces, or one of another version");
        }
        byte[] bytes = new InflaterInputStream(in).readNBytes(LONGEST);
        try {
            return content.read(new CompactReader(bytes));
        } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
            throw new IOException("the file of interfaces is damaged", damaged);
        }
    }

    List<String> strings() throws IOException {
        int count = count();
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(string());
        }
        return values;
    }

    String string() throws IOException {
        return strings[(int) number()];
    }

    /// A number of things that take at least one byte each.
    int count() throws IOException {
        long count = number();
        if (count < 0 || count > bytes.length - at) {
            throw new IOException("the file of interfaces is damaged: it ends early");
        }
        return (int) count;
    }

    long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("the file of interfaces is damaged: an endless number");
    }
}
