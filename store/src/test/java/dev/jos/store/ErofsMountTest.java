package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Command;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.ProcessRunner;
import dev.jos.host.SystemCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Shows images to `fsck.erofs` and to the running kernel. Needs root, and the packages erofs-utils and attr.
@Tag("integration")
class ErofsMountTest {

    @TempDir
    Path directory;

    private final ProcessRunner processes = new LinuxProcesses();
    private final SystemCalls systemCalls = new LinuxSystemCalls();
    private final List<Path> mounts = new ArrayList<>();

    @BeforeEach
    void needs_root() {
        assertThat(systemCalls.effectiveUserId())
                .as("mounting needs root: run the integration tests as root")
                .isZero();
    }

    @AfterEach
    void unmount() throws IOException {
        Collections.reverse(mounts);
        for (Path mount : mounts) {
            processes.run(Command.of("umount", mount.toString()));
        }
    }

    @Test
    void an_image_with_contents_shows_the_tree_to_the_kernel() throws IOException {
        for (int seed = 0; seed < 4; seed++) {
            RandomTrees trees = new RandomTrees(seed);
            Tree tree = trees.tree(50 << (2 * seed));
            Path image = directory.resolve("data" + seed + ".erofs");
            try (OutputStream out = Files.newOutputStream(image)) {
                assertThat(ErofsImage.writeData(tree, trees.contents(), out)).isEqualTo(Files.size(image));
            }
            processes.run(Command.of("fsck.erofs", image.toString()));

            assertShows(mountErofs(image), tree, trees.contents());
        }
    }

    @Test
    void an_image_of_stubs_shows_the_tree_through_an_overlay_over_the_store() throws IOException {
        JosRoot root = new JosRoot(directory.resolve("root"));
        Store store = Store.open(root, new LinuxDurableFiles(systemCalls), systemCalls);
        RandomTrees trees = new RandomTrees(7);
        Tree tree = trees.tree(3000);
        fill(store, tree, trees.contents());
        Path image = directory.resolve("view.erofs");
        try (OutputStream out = Files.newOutputStream(image)) {
            ErofsImage.writeMetadata(tree, out);
        }
        processes.run(Command.of("fsck.erofs", image.toString()));

        Path metadata = mountErofs(image);
        Path view = Files.createDirectory(directory.resolve("view"));
        String options = "ro,metacopy=on,redirect_dir=on,lowerdir=%s::%s".formatted(metadata, root.objects());
        processes.run(Command.of("mount", "-t", "overlay", "view", "-o", options, view.toString()));
        mounts.add(view);

        assertShows(view, tree, trees.contents());
    }

    private static void fill(Store store, Tree tree, ContentSource contents) throws IOException {
        try (StoreBatch batch = store.batch()) {
            for (Entry entry : tree.entries()) {
                if (entry.node() instanceof RegularFile file) {
                    batch.add(contents.open(file.content()), file.content().executable());
                }
            }
            batch.commit();
        }
    }

    private Path mountErofs(Path image) throws IOException {
        Path mount = Files.createDirectory(directory.resolve("mount" + mounts.size()));
        processes.run(Command.of("mount", "-t", "erofs", "-o", "ro,loop", image.toString(), mount.toString()));
        mounts.add(mount);
        return mount;
    }

    private void assertShows(Path mount, Tree tree, ContentSource contents) throws IOException {
        List<String> paths = new ArrayList<>();
        try (Stream<Path> found = Files.walk(mount)) {
            found.forEach(path -> paths.add(mount.relativize(path).toString()));
        }
        assertThat(paths)
                .containsExactlyInAnyOrderElementsOf(
                        tree.entries().stream().map(Entry::path).toList());
        for (Entry entry : tree.entries()) {
            assertShows(mount.resolve(entry.path()), entry, contents);
        }
    }

    private void assertShows(Path path, Entry entry, ContentSource contents) throws IOException {
        Map<String, Object> shown = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
        Attributes attributes = entry.node().attributes();
        assertThat(shown)
                .as(entry.path())
                .containsEntry("mode", FileType.of(entry.node()) | attributes.mode())
                .containsEntry("uid", attributes.uid())
                .containsEntry("gid", attributes.gid())
                .containsEntry("lastModifiedTime", FileTime.from(Instant.ofEpochSecond(attributes.mtime())));
        switch (entry.node()) {
            case Directory _ -> {}
            case Symlink link -> assertThat(Files.readSymbolicLink(path)).hasToString(link.target());
            case RegularFile file -> {
                assertThat(shown).containsEntry("size", file.size());
                try (InputStream expected = contents.open(file.content())) {
                    assertThat(Files.readAllBytes(path)).as(entry.path()).isEqualTo(expected.readAllBytes());
                }
            }
        }
        for (String name : attributes.xattrs().names()) {
            byte[] value = attributes.xattrs().value(name).orElseThrow();
            String expected = value.length == 0 ? "" : "0x" + HexFormat.of().formatHex(value);
            assertThat(xattr(path, name)).as(entry.path()).contains(name + (value.length == 0 ? "" : "=" + expected));
        }
    }

    private String xattr(Path path, String name) throws IOException {
        Command command = Command.of("getfattr", "-h", "--absolute-names", "-e", "hex", "-n", name, path.toString());
        return new String(processes.run(command).output(), StandardCharsets.UTF_8);
    }
}
