package dev.jos.packages.deb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Reads a tar archive in the formats that packages come in: v7, ustar, GNU with long names, and pax with long
/// names and
/// extended attributes (tar(5), POSIX.1-2001 `pax`).
///
/// Everything is bounded: the archive by its [TarLimits], each extension header by a size that no path or attribute
/// exceeds. Device nodes, pipes, sparse files and unknown types are refused.
final class TarReader {

    private static final int BLOCK = 512;
    private static final int LONGEST_PATH = 4096;
    /// Extended attributes have at most 64 KiB on Linux; a pax header holds a few of them.
    private static final int LONGEST_EXTENSION = 1 << 20;

    private final InputStream in;
    private final TarLimits limits;
    private final byte[] header = new byte[BLOCK];
    private long total;
    private int members;
    private MemberContent content;
    private int padding;
    private String path = "";

    TarReader(InputStream in, TarLimits limits) {
        this.in = in;
        this.limits = limits;
        this.content = content(0);
    }

    /// The content of the member read last; gone with the next call of [#next].
    InputStream content() {
        return content;
    }

    /// Skips the rest of the current member and reads the next header; empty after the last one.
    ///
    /// @throws ArchiveDamage naming the member
    Optional<TarMember> next() throws IOException {
        skipContent();
        PaxHeader pax = new PaxHeader();
        String longPath = "";
        String longTarget = "";
        while (readHeader()) {
            if (++members > limits.members()) {
                throw damage("it has more than %d members".formatted(limits.members()));
            }
            switch (header[156]) {
                case 'L' -> longPath = string(extension(LONGEST_PATH));
                case 'K' -> longTarget = string(extension(LONGEST_PATH));
                case 'x' -> pax.read(extension(LONGEST_EXTENSION));
                case 'g' -> extension(LONGEST_EXTENSION);
                default -> {
                    return Optional.of(member(pax, longPath, longTarget));
                }
            }
        }
        return Optional.empty();
    }

    private TarMember member(PaxHeader pax, String longPath, String longTarget) throws IOException {
        path = pax.path().orElse(longPath.isEmpty() ? ustarPath() : longPath);
        if (path.length() > LONGEST_PATH || path.isEmpty()) {
            throw damage("its path is empty or too long");
        }
        TarMember.Type type = type();
        long size = pax.size().isPresent() ? pax.size().getAsLong() : number(124, 12, "size");
        if (type != TarMember.Type.FILE && type != TarMember.Type.HARDLINK && size != 0) {
            throw damage("it has content, yet it is no regular file");
        }
        if (size > limits.bytes() - total) {
            throw tooLarge();
        }
        // A hard link may repeat the size of its target, without the content.
        long length = type == TarMember.Type.FILE ? size : 0;
        content = content(length);
        padding = (int) (-length & (BLOCK - 1));
        account(length + padding);
        String target = type == TarMember.Type.SYMLINK || type == TarMember.Type.HARDLINK
                ? pax.linkPath().orElse(longTarget.isEmpty() ? text(157, 100) : longTarget)
                : "";
        return new TarMember(
                path,
                type,
                (int) (number(100, 8, "mode") & 07777),
                id(108, "owner"),
                id(116, "group"),
                pax.mtime().isPresent() ? pax.mtime().getAsLong() : number(136, 12, "time"),
                length,
                target,
                pax.xattrs());
    }

    private TarMember.Type type() throws IOException {
        return switch (header[156]) {
            case 0, '0', '7' -> path.endsWith("/") ? TarMember.Type.DIRECTORY : TarMember.Type.FILE;
            case '1' -> TarMember.Type.HARDLINK;
            case '2' -> TarMember.Type.SYMLINK;
            case '5' -> TarMember.Type.DIRECTORY;
            case '3' -> throw damage("it is a character device, which no package may bring");
            case '4' -> throw damage("it is a block device, which no package may bring");
            case '6' -> throw damage("it is a named pipe, which no package may bring");
            default ->
                throw damage("its type `%s` is not known"
                        .formatted(header[156] > ' ' ? Character.toString(header[156]) : header[156] & 0xff));
        };
    }

    private int id(int start, String what) throws IOException {
        long id = number(start, 8, what);
        if (id > Integer.MAX_VALUE) {
            throw damage("its %s %d is out of range".formatted(what, id));
        }
        return (int) id;
    }

    private String ustarPath() throws IOException {
        String name = text(0, 100);
        boolean posix = header[257] == 'u' && header[262] == 0;
        String prefix = posix ? text(345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private String text(int start, int length) throws IOException {
        int end = start;
        while (end < start + length && header[end] != 0) {
            end++;
        }
        return string(Arrays.copyOfRange(header, start, end));
    }

    /// The text up to the first NUL.
    private String string(byte[] bytes) throws IOException {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw damage("the name `%s` is not UTF-8".formatted(new String(bytes, 0, end, StandardCharsets.UTF_8)));
        }
    }

    /// An octal number, or a binary one behind a set first bit (the GNU extension for large values).
    private long number(int start, int length, String what) throws IOException {
        if ((header[start] & 0x80) != 0) {
            return binary(start, length, what);
        }
        long value = 0;
        boolean any = false;
        for (int i = start; i < start + length; i++) {
            int c = header[i];
            if (c >= '0' && c <= '7') {
                value = (value << 3) | (c - '0');
                any = true;
            } else if (c == 0 || (c == ' ' && any)) {
                break;
            } else if (c != ' ') {
                throw damage("its %s is no number".formatted(what));
            }
        }
        return value;
    }

    private long binary(int start, int length, String what) throws IOException {
        long value = header[start] & 0x7f;
        for (int i = start + 1; i < start + length; i++) {
            if (value >>> 55 != 0) {
                throw damage("its %s is out of range".formatted(what));
            }
            value = (value << 8) | (header[i] & 0xff);
        }
        return value;
    }

    /// Reads a header block; false at the end of the archive, which is a block of zeros or, in old archives, just
    /// the end.
    private boolean readHeader() throws IOException {
        int count = in.readNBytes(header, 0, BLOCK);
        account(count);
        if (count == 0) {
            return false;
        }
        if (count < BLOCK) {
            throw new EOFException("the archive ends within a header");
        }
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum == 8 * ' ') {
            drain();
            return false;
        }
        if (number(148, 8, "checksum") != sum) {
            throw damage("the header behind it has a wrong checksum");
        }
        return true;
    }

    /// What follows the end must be padding: nothing may hide there.
    private void drain() throws IOException {
        byte[] rest = new byte[1 << 14];
        for (int count = in.read(rest); count >= 0; count = in.read(rest)) {
            account(count);
            for (int i = 0; i < count; i++) {
                if (rest[i] != 0) {
                    throw new ArchiveDamage("", "there is something behind the end of the archive");
                }
            }
        }
    }

    private byte[] extension(int longest) throws IOException {
        long size = number(124, 12, "size");
        if (size > longest) {
            throw damage("an extension header of %d bytes is longer than %d".formatted(size, longest));
        }
        int padded = (int) (size + BLOCK - 1) & -BLOCK;
        byte[] content = in.readNBytes(padded);
        account(content.length);
        if (content.length < padded) {
            throw new EOFException("the archive ends within an extension header");
        }
        return Arrays.copyOf(content, (int) size);
    }

    private MemberContent content(long size) {
        return new MemberContent(in, size, _ -> endsWithinContent());
    }

    private void skipContent() throws IOException {
        content.skipRest();
        try {
            in.skipNBytes(padding);
        } catch (EOFException early) {
            throw endsWithinContent();
        }
        padding = 0;
    }

    private ArchiveDamage endsWithinContent() {
        return damage("the archive ends within its content");
    }

    private void account(long count) throws ArchiveDamage {
        total += count;
        if (total > limits.bytes()) {
            throw tooLarge();
        }
    }

    private ArchiveDamage tooLarge() {
        return damage(
                "the archive unpacks to more than %d bytes, far beyond its declared size".formatted(limits.bytes()));
    }

    private ArchiveDamage damage(String problem) {
        return new ArchiveDamage(path, problem);
    }
}
