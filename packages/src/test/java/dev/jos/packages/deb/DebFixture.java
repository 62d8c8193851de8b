package dev.jos.packages.deb;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.jos.host.Sha256;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.lock.LockedPackage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Builds packages in memory, with writers that are not ours.
final class DebFixture {

    private record Member(TarArchiveEntry header, List<byte[]> parts) {

        byte[] content() {
            return parts.getFirst();
        }
    }

    private final String name;
    private final List<Member> control = new ArrayList<>();
    private final List<Member> data = new ArrayList<>();
    private final List<String> extraMembers = new ArrayList<>();
    private String compression = ".gz";
    private String fields = "";

    DebFixture(String name) {
        this.name = name;
    }

    /// A package with a program, a library link, a configuration file and a script.
    static DebFixture ordinary(String name) {
        return new DebFixture(name)
                .directory("./")
                .directory("./usr/")
                .directory("./usr/bin/")
                .file("./usr/bin/" + name, 0755, "#!/bin/sh\necho " + name + "\n")
                .symlink("./usr/bin/alias-" + name, name)
                .file("./etc/" + name + ".conf", 0644, "colour = blue\n")
                .hardLink("./usr/bin/hard-" + name, "./usr/bin/" + name)
                .controlFile("conffiles", "/etc/" + name + ".conf\nremove-on-upgrade /etc/old-" + name + ".conf\n")
                .controlFile("postinst", "#!/bin/sh\nexit 0\n");
    }

    DebFixture compressedAs(String ending) {
        compression = ending;
        return this;
    }

    DebFixture field(String line) {
        fields += line + "\n";
        return this;
    }

    DebFixture controlFile(String file, String text) {
        control.add(member("./" + file, TarConstants.LF_NORMAL, 0644, text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    DebFixture file(String path, int mode, String text) {
        return file(path, mode, text.getBytes(StandardCharsets.UTF_8));
    }

    DebFixture file(String path, int mode, byte[] content) {
        data.add(member(path, TarConstants.LF_NORMAL, mode, content));
        return this;
    }

    DebFixture directory(String path) {
        data.add(member(path, TarConstants.LF_DIR, 0755, new byte[0]));
        return this;
    }

    DebFixture symlink(String path, String target) {
        return special(path, TarConstants.LF_SYMLINK, target);
    }

    DebFixture hardLink(String path, String target) {
        return special(path, TarConstants.LF_LINK, target);
    }

    DebFixture special(String path, byte type, String target) {
        Member member = member(path, type, 0644, new byte[0]);
        member.header().setLinkName(target);
        data.add(member);
        return this;
    }

    DebFixture withXattr(String path, String attribute, String value) {
        Member member = member(path, TarConstants.LF_NORMAL, 0755, path.getBytes(StandardCharsets.UTF_8));
        member.header().addPaxHeader("SCHILY.xattr." + attribute, value);
        data.add(member);
        return this;
    }

    DebFixture extraMember(String memberName) {
        extraMembers.add(memberName);
        return this;
    }

    private static Member member(String path, byte type, int mode, byte[] content) {
        TarArchiveEntry entry = new TarArchiveEntry(path, type, true);
        entry.setMode(mode);
        entry.setSize(content.length);
        entry.setUserId(0);
        entry.setGroupId(0);
        entry.setModTime(1_700_000_000_000L);
        return new Member(entry, List.of(content));
    }

    byte[] bytes() {
        try {
            ByteArrayOutputStream deb = new ByteArrayOutputStream();
            try (ArArchiveOutputStream ar = new ArArchiveOutputStream(deb)) {
                put(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
                List<Member> all = new ArrayList<>();
                String text = "Package: %s\nVersion: 1.0-1\nArchitecture: amd64\nDescription: a test\n%s"
                        .formatted(name, fields);
                all.add(member("./control", TarConstants.LF_NORMAL, 0644, text.getBytes(StandardCharsets.UTF_8)));
                all.addAll(control);
                put(ar, "control.tar" + compression, compressed(tar(all)));
                put(ar, "data.tar" + compression, compressed(tar(data)));
                for (String extra : extraMembers) {
                    put(ar, extra, new byte[] {1, 2, 3});
                }
            }
            return deb.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void put(ArArchiveOutputStream ar, String memberName, byte[] content) throws IOException {
        ar.putArchiveEntry(new ArArchiveEntry(memberName, content.length, 0, 0, 0100644, 1_700_000_000L));
        ar.write(content);
        ar.closeArchiveEntry();
    }

    private static byte[] tar(List<Member> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            for (Member member : members) {
                tar.putArchiveEntry(member.header());
                tar.write(member.content());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private byte[] compressed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (compression) {
                    case ".gz" -> new GzipCompressorOutputStream(bytes);
                    case ".xz" -> new XZOutputStream(bytes, new LZMA2Options(1));
                    case ".zst" -> new ZstdOutputStreamNoFinalizer(bytes);
                    default -> bytes;
                }) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    /// What a lock would say of the package.
    LockedPackage locked() {
        byte[] bytes = bytes();
        return new LockedPackage(
                new PackageId(name, DebianVersion.parse("1.0-1"), "amd64"),
                "trixie",
                name,
                DebianVersion.parse("1.0-1"),
                "pool/main/%s_1.0-1_amd64.deb".formatted(name),
                bytes.length,
                Sha256.of(bytes));
    }

    /// Where the default mirror has the package.
    URI location() {
        return URI.create("http://deb.debian.org/debian/pool/main/%s_1.0-1_amd64.deb".formatted(name));
    }
}
