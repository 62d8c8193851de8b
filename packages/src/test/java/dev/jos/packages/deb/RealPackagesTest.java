package dev.jos.packages.deb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Download;
import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.interfaces.LibraryClosure;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.Directory;
import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.VerifyScope;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.XZInputStream;

/// Packages of Debian 13 as the mirror has them today, read by us and by Commons Compress with XZ for Java.
@Tag("integration")
class RealPackagesTest {

    private static final Set<String> WANTED = Set.of(
            "base-files", "bash", "libc6", "libgcc-s1", "gcc-14-base", "libtinfo6", "liblzma5", "xz-utils", "passwd");

    @TempDir
    private Path directory;

    private final HttpDownloader downloader = new HttpDownloader(new LinuxDurableFiles(new LinuxSystemCalls()));

    private List<LockedPackage> newestPackages() throws IOException {
        Path index = directory.resolve("Packages.xz");
        downloader.download(
                List.of(Download.of(
                        URI.create("http://deb.debian.org/debian/dists/trixie/main/binary-amd64/Packages.xz"), index)),
                Progress.NONE);
        List<LockedPackage> packages = new ArrayList<>();
        try (InputStream in = new XZInputStream(Files.newInputStream(index))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String paragraph : text.split("\n\n", -1)) {
                String name = field(paragraph, "Package");
                if (WANTED.contains(name)) {
                    packages.add(new LockedPackage(
                            new PackageId(
                                    name,
                                    DebianVersion.parse(field(paragraph, "Version")),
                                    field(paragraph, "Architecture")),
                            "trixie",
                            name,
                            DebianVersion.parse(field(paragraph, "Version")),
                            field(paragraph, "Filename"),
                            Long.parseLong(field(paragraph, "Size")),
                            Sha256.parse(field(paragraph, "SHA256"))));
                }
            }
        }
        return packages;
    }

    private static String field(String paragraph, String name) {
        int start = ("\n" + paragraph).indexOf("\n" + name + ": ");
        if (start < 0) {
            return "";
        }
        int end = paragraph.indexOf('\n', start);
        return paragraph.substring(start + name.length() + 2, end < 0 ? paragraph.length() : end);
    }

    @Test
    void real_packages_come_out_as_another_reader_sees_them_and_bind() throws IOException {
        JosRoot root = new JosRoot(directory.resolve("jos"));
        LinuxSystemCalls calls = new LinuxSystemCalls();
        LinuxDurableFiles files = new LinuxDurableFiles(calls);
        Store store = Store.open(root, files, calls);
        List<LockedPackage> wanted = newestPackages();

        List<ImportedPackage> imported =
                new PackageImporter(root, store, files, downloader, Mirrors.DEFAULT).importAll(wanted, Progress.NONE);

        assertThat(imported).hasSameSizeAs(WANTED);
        List<BindablePackage> interfaces = new ArrayList<>();
        for (ImportedPackage each : imported) {
            assertThat(lines(store.tree(each.tree())))
                    .as(each.name())
                    .isEqualTo(linesByOthers(
                            root.downloads().resolve(each.locked().sha256().hex())));
            interfaces.add(each.bindable());
        }
        assertThat(store.verify(VerifyScope.ALL, Progress.NONE).isClean()).isTrue();
        InterfaceLayer layer = InterfaceLayer.bind(interfaces);
        assertThat(layer.bindings().values())
                .anyMatch(binding -> binding.name().soname().equals("liblzma.so.5")
                        && binding.provider().equals("liblzma5"));
        assertThat(layer.unmet()).noneMatch(unmet -> unmet.path().equals("usr/bin/bash"));
        assertBashCloses(store, imported);
    }

    private static void assertBashCloses(Store store, List<ImportedPackage> imported) throws IOException {
        var all = Tree.builder();
        for (ImportedPackage each : imported) {
            all.putAll("", store.tree(each.tree()));
        }
        LibraryClosure closure = LibraryClosure.of(new StoredLibraries(all.build(), store), List.of("usr/bin/bash"));
        assertThat(closure.missing()).isEmpty();
        assertThat(closure.files())
                .containsExactly(
                        "usr/bin/bash",
                        "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
                        "usr/lib/x86_64-linux-gnu/libc.so.6",
                        "usr/lib/x86_64-linux-gnu/libtinfo.so.6",
                        "usr/lib64/ld-linux-x86-64.so.2");
    }

    private static Set<String> lines(Tree tree) {
        Set<String> lines = new TreeSet<>();
        for (Entry entry : tree.entries()) {
            String content =
                    switch (entry.node()) {
                        case Directory _ -> "/";
                        case Symlink link -> " -> " + link.target();
                        case RegularFile file ->
                            " " + file.size() + " " + file.content().content();
                    };
            if (!entry.path().isEmpty()) {
                lines.add("%o %d:%d %d %s%s"
                        .formatted(
                                entry.node().attributes().mode(),
                                entry.node().attributes().uid(),
                                entry.node().attributes().gid(),
                                entry.node().attributes().mtime(),
                                entry.path(),
                                content));
            }
        }
        return lines;
    }

    private static Set<String> linesByOthers(Path deb) throws IOException {
        Set<String> lines = new TreeSet<>();
        try (ArArchiveInputStream ar = new ArArchiveInputStream(Files.newInputStream(deb))) {
            ArArchiveEntry member = ar.getNextEntry();
            while (!member.getName().equals("data.tar.xz")) {
                member = ar.getNextEntry();
            }
            TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(ar));
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String path = entry.getName().replaceFirst("^\\./", "").replaceFirst("/$", "");
                boolean aliased = path.matches("(bin|sbin|lib|lib64)(/.*)?") && !entry.isSymbolicLink();
                String content = entry.isDirectory()
                        ? "/"
                        : entry.isSymbolicLink()
                                ? " -> " + entry.getLinkName()
                                : " " + entry.getSize() + " " + Sha256.of(tar);
                assertThat(entry.isLink())
                        .as("these packages have no hard links")
                        .isFalse();
                if (!path.isEmpty()) {
                    lines.add("%o %d:%d %d %s%s"
                            .formatted(
                                    entry.getMode() & 07777,
                                    entry.getLongUserId(),
                                    entry.getLongGroupId(),
                                    entry.getLastModifiedTime().toMillis() / 1000,
                                    (aliased ? "usr/" : "") + path,
                                    content));
                }
            }
        }
        return lines;
    }
}
