package dev.jos.interfaces;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Collects strings and numbers for a file that holds each string once: a magic line, then, compressed, the table of
/// strings and what was collected, in numbers of seven bits a byte.
final class CompactWriter {

    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    void strings(Collection<String> values) {
        number(values.size());
        values.forEach(this::string);
    }

    void string(String value) {
        Integer index = strings.get(value);
        if (index == null) {
            index = strings.size();
            strings.put(value, index);
        }
        number(index);
    }

    void number(long value) {
        number(body, value);
    }

    /// Writes the file.
    void finish(byte[] magic, OutputStream out) throws IOException {
        out.write(magic);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            DeflaterOutputStream compressed = new DeflaterOutputStream(out, deflater, 1 << 14);
            compressed.write(stringTable());
            body.writeTo(compressed);
            compressed.finish();
        } finally {
            deflater.end();
        }
    }

    private byte[] stringTable() {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        number(table, strings.size());
        for (String string : strings.keySet()) {
            byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
            number(table, bytes.length);
            table.writeBytes(bytes);
        }
        return table.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
