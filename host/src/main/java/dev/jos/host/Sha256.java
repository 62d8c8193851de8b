package dev.jos.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 digest, held as four big-endian words so that millions of them are cheap.
///
/// The order is that of the 32 bytes, and so that of the hexadecimal texts.
public record Sha256(long a, long b, long c, long d) implements Comparable<Sha256> {

    /// The length of a digest in bytes.
    public static final int BYTES = 32;

    private static final int FILE_BUFFER = 1 << 17;

    /// Reads 64 hexadecimal digits of either case.
    ///
    /// @throws IllegalArgumentException if `hex` is anything else
    public static Sha256 parse(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("not a SHA-256 digest of 64 hexadecimal digits: `" + hex + "`");
        }
        try {
            return new Sha256(word(hex, 0), word(hex, 16), word(hex, 32), word(hex, 48));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a SHA-256 digest of 64 hexadecimal digits: `" + hex + "`", e);
        }
    }

    private static long word(String hex, int from) {
        return HexFormat.fromHexDigitsToLong(hex, from, from + 16);
    }

    /// The digest whose 32 bytes are `digest`.
    public static Sha256 fromBytes(byte[] digest) {
        if (digest.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, not " + digest.length);
        }
        ByteBuffer words = ByteBuffer.wrap(digest);
        return new Sha256(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }

    /// The digest of `content`.
    public static Sha256 of(byte[] content) {
        return fromBytes(newDigest().digest(content));
    }

    /// The digest of what `file` holds now, read in pieces.
    public static Sha256 ofFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    /// The digest of everything that `in` still yields; `in` stays open.
    public static Sha256 of(InputStream in) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[FILE_BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return fromBytes(digest.digest());
    }

    /// A fresh digest to feed by oneself; [#fromBytes] takes what it yields.
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The 64 lower-case hexadecimal digits.
    public String hex() {
        byte[] digits = new byte[2 * BYTES];
        putHex(a, digits, 0);
        putHex(b, digits, 16);
        putHex(c, digits, 32);
        putHex(d, digits, 48);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static void putHex(long word, byte[] digits, int at) {
        for (int i = 0; i < 16; i++) {
            int digit = (int) (word >>> (60 - 4 * i)) & 0xf;
            digits[at + i] = (byte) (digit < 10 ? '0' + digit : 'a' - 10 + digit);
        }
    }

    /// The 32 bytes.
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    @Override
    public int compareTo(Sha256 other) {
        int order = Long.compareUnsigned(a, other.a);
        if (order == 0) {
            order = Long.compareUnsigned(b, other.b);
        }
        if (order == 0) {
            order = Long.compareUnsigned(c, other.c);
        }
        return order != 0 ? order : Long.compareUnsigned(d, other.d);
    }

    /// A digest is as good as random: its first word hashes well enough.
    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sha256 that && a == that.a && b == that.b && c == that.c && d == that.d;
    }

    @Override
    public String toString() {
        return hex();
    }
}
