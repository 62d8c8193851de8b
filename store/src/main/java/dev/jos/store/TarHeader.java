package dev.jos.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What stands before one file in a tar archive: an ustar header, and before that an extended one if it is needed.
final class TarHeader {

    private static final int BLOCK = 512;
    private static final int MAX_TEXT = 100;
    private static final long MAX_OCTAL_11 = 0x1_ffff_ffffL;
    private static final int MAX_OCTAL_7 = 0x1f_ffff;

    private final Entry entry;
    private final int number;
    private final ByteArrayOutputStream extended = new ByteArrayOutputStream();

    /// @param number of the entry in the archive, which names its extended header
    TarHeader(Entry entry, int number) {
        this.entry = entry;
        this.number = number;
    }

    byte[] bytes() {
        Attributes attributes = entry.node().attributes();
        long size = entry.node() instanceof RegularFile file ? file.size() : 0;
        byte[] header = new byte[BLOCK];
        text(header, 0, "path", name());
        octal(header, 100, 8, attributes.mode());
        octal(header, 108, 8, fit("uid", attributes.uid(), MAX_OCTAL_7));
        octal(header, 116, 8, fit("gid", attributes.gid(), MAX_OCTAL_7));
        octal(header, 124, 12, fit("size", size, MAX_OCTAL_11));
        octal(header, 136, 12, fit("mtime", attributes.mtime(), MAX_OCTAL_11));
        if (entry.node() instanceof Symlink link) {
            text(header, 157, "linkpath", link.target());
        }
        attributes.xattrs().forEach((name, value) -> record("SCHILY.xattr." + name, value));
        finish(header, typeFlag());
        return extended.size() == 0 ? header : withExtendedHeader(header);
    }

    private String name() {
        if (entry.node() instanceof Directory) {
            return entry.path().isEmpty() ? "./" : entry.path() + "/";
        }
        return entry.path();
    }

    private char typeFlag() {
        return switch (entry.node()) {
            case RegularFile _ -> '0';
            case Symlink _ -> '2';
            case Directory _ -> '5';
        };
    }

    private byte[] withExtendedHeader(byte[] header) {
        byte[] records = extended.toByteArray();
        byte[] pax = new byte[BLOCK];
        text(pax, 0, "path", "PaxHeaders/" + number);
        octal(pax, 100, 8, 0644);
        octal(pax, 108, 8, 0);
        octal(pax, 116, 8, 0);
        octal(pax, 124, 12, records.length);
        octal(pax, 136, 12, 0);
        finish(pax, 'x');
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(pax);
        all.writeBytes(Arrays.copyOf(records, (records.length + BLOCK - 1) / BLOCK * BLOCK));
        all.writeBytes(header);
        return all.toByteArray();
    }

    private static void finish(byte[] header, char type) {
        header[156] = (byte) type;
        byte[] magic = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, header, 257, magic.length);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        octal(header, 148, 7, sum);
    }

    /// Puts text of at most 100 ASCII characters into the header; other text goes into the extended header as well.
    private void text(byte[] header, int offset, String keyword, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MAX_TEXT || utf8.length != text.length()) {
            record(keyword, utf8);
        }
        System.arraycopy(utf8, 0, header, offset, Math.min(MAX_TEXT, utf8.length));
    }

    private long fit(String keyword, long value, long max) {
        if (value <= max) {
            return value;
        }
        record(keyword, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
        return 0;
    }

    private static void octal(byte[] header, int offset, int width, long value) {
        String digits = Long.toOctalString(value);
        String padded = "0".repeat(width - 1 - digits.length()) + digits;
        System.arraycopy(padded.getBytes(StandardCharsets.US_ASCII), 0, header, offset, width - 1);
        header[offset + width - 1] = 0;
    }

    /// Appends `length keyword=value\n`, where the length counts its own digits.
    private void record(String keyword, byte[] value) {
        byte[] key = (" " + keyword + "=").getBytes(StandardCharsets.US_ASCII);
        int rest = key.length + value.length + 1;
        int length = rest + Integer.toString(rest).length();
        if (rest + Integer.toString(length).length() > length) {
            length++;
        }
        extended.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
        extended.writeBytes(key);
        extended.writeBytes(value);
        extended.write('\n');
    }
}
