package dev.jos.system;

import dev.jos.host.Sha256;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.Symlink;
import dev.jos.store.TarArchive;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.store.testing.InMemoryContents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A Debian package for tests, version 1 for all architectures.
final class SyntheticDeb {

    private final String name;
    private final InMemoryContents contents = new InMemoryContents();
    private final TreeBuilder control = Tree.builder();
    private final TreeBuilder data = Tree.builder();

    SyntheticDeb(String name) {
        this.name = name;
        control("");
    }

    /// @param lines of the control file, each with its line break
    private SyntheticDeb control(String lines) {
        control.put("control", contents.file(0644, """
                Package: %s
                Version: 1
                Architecture: all
                Maintainer: Nobody <nobody@example.org>
                Description: a package for tests
                """.formatted(name) + lines));
        return this;
    }

    SyntheticDeb essential() {
        return control("Essential: yes\n");
    }

    /// @param relations as in the field `Depends`
    SyntheticDeb depends(String relations) {
        return control("Depends: " + relations + "\n");
    }

    SyntheticDeb provides(String names) {
        return control("Provides: " + names + "\n");
    }

    SyntheticDeb file(String path, int mode, String text) {
        data.put(path, contents.file(mode, text));
        return this;
    }

    SyntheticDeb link(String path, String target) {
        data.put(path, Symlink.to(target));
        return this;
    }

    LockedPackage locked() throws IOException {
        byte[] bytes = bytes();
        var version = DebianVersion.parse("1");
        return new LockedPackage(
                new PackageId(name, version, "all"), "trixie", name, version, file(), bytes.length, Sha256.of(bytes));
    }

    URI location() {
        return URI.create("http://deb.debian.org/debian/" + file());
    }

    private String file() {
        return "pool/" + name + "_1_all.deb";
    }

    byte[] bytes() throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
        member(out, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
        member(out, "control.tar", tar(control.build()));
        member(out, "data.tar", tar(data.build()));
        return out.toByteArray();
    }

    private byte[] tar(Tree tree) throws IOException {
        var out = new ByteArrayOutputStream();
        TarArchive.write(tree, contents, out);
        return out.toByteArray();
    }

    private static void member(ByteArrayOutputStream out, String name, byte[] content) {
        out.writeBytes("%-16s%-12d%-6d%-6d%-8o%-10d`\n"
                .formatted(name, 0, 0, 0, 0100644, content.length)
                .getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        if (content.length % 2 != 0) {
            out.write('\n');
        }
    }
}
