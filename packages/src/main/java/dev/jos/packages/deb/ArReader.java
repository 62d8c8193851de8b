package dev.jos.packages.deb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Reads the members of an `ar` archive in the common format that `deb(5)` prescribes: short names, no symbol table.
///
/// Holds one header at a time; the content of a member is read straight from the underlying stream.
final class ArReader {

    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 60;

    private final InputStream in;
    private MemberContent current;
    private boolean odd;

    /// @throws ArchiveDamage if `in` does not begin like an archive
    ArReader(InputStream in) throws IOException {
        this.in = in;
        this.current = content(0);
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new ArchiveDamage("", "it does not begin like a Debian package (`!<arch>`)");
        }
    }

    /// One member; its content ends with the member and is gone with the next call of [#next].
    record Member(String name, long size, InputStream content) {}

    /// Skips the rest of the current member and reads the next header; empty at the end.
    Optional<Member> next() throws IOException {
        current.skipRest();
        if (odd && in.read() < 0) {
            return Optional.empty();
        }
        byte[] header = in.readNBytes(HEADER);
        if (header.length == 0) {
            return Optional.empty();
        }
        if (header.length < HEADER || header[58] != '`' || header[59] != '\n') {
            throw new ArchiveDamage("", "a member's header is damaged");
        }
        String name = field(header, 0, 16);
        if (name.endsWith("/")) {
            name = name.substring(0, name.length() - 1);
        }
        long size = size(name, field(header, 48, 10));
        odd = (size & 1) != 0;
        current = content(size);
        return Optional.of(new Member(name, size, current));
    }

    private MemberContent content(long size) {
        return new MemberContent(
                in, size, missing -> new EOFException("the file ends %d bytes early".formatted(missing)));
    }

    private static long size(String name, String digits) throws ArchiveDamage {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new ArchiveDamage(name, "its size `%s` is no number".formatted(digits));
        }
        return Long.parseLong(digits);
    }

    private static String field(byte[] header, int start, int length) {
        return new String(header, start, length, StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
