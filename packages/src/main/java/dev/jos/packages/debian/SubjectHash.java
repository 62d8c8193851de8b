package dev.jos.packages.debian;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The name hash by which OpenSSL finds a certificate in a directory (`openssl x509 -subject_hash`): SHA-1 over the
/// canonical encoding of the subject, its first four bytes little-endian. The canonical encoding is that of
/// `x509_name_canon` in OpenSSL's `crypto/x509/x_name.c`.
public final class SubjectHash {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int VERSION = 0xa0;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;

    private final byte[] der;
    private int at;

    private SubjectHash(byte[] der) {
        this.der = der;
    }

    /// The eight hexadecimal digits that OpenSSL puts before the dot.
    ///
    /// @param name a DER-encoded X.501 name
    /// @throws IllegalArgumentException if it is none
    public static String of(byte[] name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(new SubjectHash(name).canonical());
            int hash = ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getInt();
            return "%08x".formatted(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-1", impossible);
        }
    }

    /// The same of the subject of a certificate, of which nothing else is checked.
    ///
    /// @param certificate DER-encoded (RFC 5280, section 4.1)
    /// @throws IllegalArgumentException if it is none
    static String ofCertificate(byte[] certificate) {
        SubjectHash fields = new SubjectHash(certificate);
        fields.enter(SEQUENCE);
        fields.enter(SEQUENCE);
        if (fields.isAt(VERSION)) {
            fields.skip(VERSION);
        }
        fields.skip(INTEGER);
        fields.skip(SEQUENCE);
        fields.skip(SEQUENCE);
        fields.skip(SEQUENCE);
        int subject = fields.at;
        fields.skip(SEQUENCE);
        return of(Arrays.copyOfRange(certificate, subject, fields.at));
    }

    private boolean isAt(int tag) {
        return at < der.length && (der[at] & 0xff) == tag;
    }

    /// Steps over an element with its content.
    private void skip(int tag) {
        at = enter(tag);
    }

    /// The relative names one after another, without the sequence around them.
    private byte[] canonical() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int end = enter(SEQUENCE);
        while (at < end) {
            int setEnd = enter(SET);
            ByteArrayOutputStream set = new ByteArrayOutputStream();
            while (at < setEnd) {
                set.writeBytes(element(SEQUENCE, attribute()));
            }
            out.writeBytes(element(SET, set.toByteArray()));
        }
        return out.toByteArray();
    }

    private byte[] attribute() {
        enter(SEQUENCE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int start = at;
        at = enter(OBJECT_IDENTIFIER);
        out.write(der, start, at - start);
        int valueStart = at;
        int tag = der[at] & 0xff;
        int end = enter(tag);
        byte[] value = Arrays.copyOfRange(der, at, end);
        at = end;
        Charset charset = charset(tag);
        if (charset == null) {
            out.write(der, valueStart, end - valueStart);
        } else {
            String text = new String(value, charset).strip().replaceAll("[ \\t\\n\\r\\f\\u000B]+", " ");
            out.writeBytes(element(UTF8_STRING, asciiLowerCase(text).getBytes(StandardCharsets.UTF_8)));
        }
        return out.toByteArray();
    }

    private static String asciiLowerCase(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c < 0x80 ? String.valueOf(c).toLowerCase(Locale.ROOT) : c);
        }
        return lower.toString();
    }

    /// The encoding of a string type, null for what is no string.
    private static @Nullable Charset charset(int tag) {
        return switch (tag) {
            case UTF8_STRING -> StandardCharsets.UTF_8;
            case 0x13, 0x14, 0x16, 0x1a -> StandardCharsets.ISO_8859_1;
            case 0x1c -> StandardCharsets.UTF_32BE;
            case 0x1e -> StandardCharsets.UTF_16BE;
            default -> null;
        };
    }

    /// Steps over tag and length; gives where the content ends.
    private int enter(int tag) {
        if (at + 2 > der.length || (der[at] & 0xff) != tag) {
            throw new IllegalArgumentException("not a DER-encoded name");
        }
        int length = der[at + 1] & 0xff;
        at += 2;
        if (length > 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            for (int i = 0; i < bytes && at < der.length; i++) {
                length = (length << 8) | (der[at++] & 0xff);
            }
        }
        if (length < 0 || at + length > der.length) {
            throw new IllegalArgumentException("not a DER-encoded name");
        }
        return at + length;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length >= 0x100) {
            out.write(0x82);
            out.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            out.write(0x81);
        }
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
