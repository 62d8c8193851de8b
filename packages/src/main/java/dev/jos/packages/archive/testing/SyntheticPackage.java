package dev.jos.packages.archive.testing;

import dev.jos.host.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/// A `.deb` made in memory: a proper one, unless a test puts something into it that no package may hold.
///
/// Its bytes follow from what was put into it, so that every run makes the same.
public final class SyntheticPackage {

    private static final int BLOCK = 512;
    private static final int MTIME = 1_700_000_000;

    private final String name;
    private final String version;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private String architecture = "amd64";
    private String fields = "";
    private UnaryOperator<byte[]> damage = bytes -> bytes;

    private SyntheticPackage(String name, String version) {
        this.name = name;
        this.version = version;
    }

    /// An empty package for amd64.
    public static SyntheticPackage of(String name, String version) {
        return new SyntheticPackage(name, version).directory("./");
    }

    /// For this architecture instead, as Debian names it.
    public SyntheticPackage architecture(String other) {
        architecture = other;
        return this;
    }

    /// One more line of `control` and of the package list, such as `Depends: a, b`.
    public SyntheticPackage field(String line) {
        fields += line + "\n";
        return this;
    }

    /// One more directory.
    ///
    /// @param path as the archive writes it, such as `./usr/`
    public SyntheticPackage directory(String path) {
        return member(path, '5', 0755, "", new byte[0]);
    }

    public SyntheticPackage file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public SyntheticPackage file(String path, byte[] content) {
        return member(path, '0', 0644, "", content);
    }

    public SyntheticPackage symlink(String path, String target) {
        return member(path, '2', 0777, target, new byte[0]);
    }

    /// Any member of a tar archive.
    ///
    /// @param path at most 100 bytes, like `target`
    /// @param type as in the header: `0` file, `1` hard link, `2` symbolic link, `3` character device, `5`
    ///     directory
    public SyntheticPackage member(String path, char type, int mode, String target, byte[] content) {
        header(data, path, type, mode, target, content);
        return this;
    }

    /// What comes of the finished package, as an archive would sign and serve it.
    public SyntheticPackage damaged(UnaryOperator<byte[]> how) {
        damage = how;
        return this;
    }

    public String name() {
        return name;
    }

    /// Where a mirror has it.
    public URI location() {
        return URI.create(SyntheticArchive.ROOT + "/" + file());
    }

    /// The `.deb`.
    public byte[] bytes() {
        ByteArrayOutputStream control = new ByteArrayOutputStream();
        byte[] text = control().getBytes(StandardCharsets.UTF_8);
        header(control, "./control", '0', 0644, "", text);
        ByteArrayOutputStream deb = new ByteArrayOutputStream();
        deb.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
        ar(deb, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
        ar(deb, "control.tar.gz", archive(control));
        ar(deb, "data.tar.gz", archive(data));
        return damage.apply(deb.toByteArray());
    }

    /// Its paragraph in the package list.
    String stanza() {
        byte[] bytes = bytes();
        return control() + "Filename: " + file() + "\nSize: " + bytes.length + "\nSHA256: " + Sha256.of(bytes) + "\n";
    }

    private String file() {
        return "pool/main/%s_%s_%s.deb".formatted(name, version, architecture);
    }

    private String control() {
        return "Package: %s\nVersion: %s\nArchitecture: %s\nDescription: a test\n%s"
                .formatted(name, version, architecture, fields);
    }

    /// A header of the ustar format, and the content.
    private static void header(
            ByteArrayOutputStream out, String path, char type, int mode, String target, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, path);
        put(header, 100, octal(mode, 7));
        put(header, 108, octal(0, 7));
        put(header, 116, octal(0, 7));
        put(header, 124, octal(content.length, 11));
        put(header, 136, octal(MTIME, 11));
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = (byte) type;
        put(header, 157, target);
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, octal(sum, 6) + "\0");
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[-content.length & (BLOCK - 1)]);
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private static String octal(int number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", number);
    }

    private static byte[] archive(ByteArrayOutputStream members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            members.writeTo(out);
            out.write(new byte[2 * BLOCK]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void ar(ByteArrayOutputStream deb, String member, byte[] content) {
        deb.writeBytes(String.format(
                        Locale.ROOT, "%-16s%-12d%-6d%-6d%-8s%-10d`\n", member, MTIME, 0, 0, "100644", content.length)
                .getBytes(StandardCharsets.US_ASCII));
        deb.writeBytes(content);
        if ((content.length & 1) != 0) {
            deb.write('\n');
        }
    }
}
