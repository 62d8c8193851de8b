package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Command;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.LinuxSystemCalls;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lets `tar` and `cpio` unpack what we wrote, as root, who may give files away. Needs the package cpio.
@Tag("integration")
class ArchiveToolsTest {

    @TempDir
    Path directory;

    private final LinuxProcesses processes = new LinuxProcesses();

    private interface Writer {

        void write(Tree tree, ContentSource contents, OutputStream out) throws IOException;
    }

    @Test
    void tar_unpacks_the_tree() throws IOException {
        unpacked(TarArchive::write, "tar", "--extract", "--same-owner", "--same-permissions", "--file=-");
    }

    @Test
    void cpio_unpacks_the_tree() throws IOException {
        unpacked(
                CpioArchive::write,
                "cpio",
                "--extract",
                "--quiet",
                "--make-directories",
                "--preserve-modification-time");
    }

    private void unpacked(Writer writer, String... command) throws IOException {
        assertThat(new LinuxSystemCalls().effectiveUserId())
                .as("run the integration tests as root")
                .isZero();
        RandomTrees trees = new RandomTrees(21);
        Tree tree = trees.tree(1500);
        Path archive = directory.resolve("archive");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
            writer.write(tree, trees.contents(), out);
        }
        Path target = Files.createDirectory(directory.resolve("target"));
        processes.run(Command.of(List.of(command)).directory(target).stdin(archive));

        assertShows(target, tree, trees.contents());
    }

    private static void assertShows(Path target, Tree tree, ContentSource contents) throws IOException {
        List<String> paths = new ArrayList<>();
        try (Stream<Path> found = Files.walk(target)) {
            found.forEach(path -> paths.add(target.relativize(path).toString()));
        }
        assertThat(paths)
                .containsExactlyInAnyOrderElementsOf(
                        tree.entries().stream().map(Entry::path).toList());
        for (Entry entry : tree.below("")) {
            Path path = target.resolve(entry.path());
            Attributes attributes = entry.node().attributes();
            Map<String, Object> shown = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
            assertThat(shown)
                    .as(entry.path())
                    .containsEntry("mode", FileType.of(entry.node()) | attributes.mode())
                    .containsEntry("uid", attributes.uid())
                    .containsEntry("gid", attributes.gid());
            switch (entry.node()) {
                case Directory _ -> {}
                case Symlink link -> assertThat(Files.readSymbolicLink(path)).hasToString(link.target());
                case RegularFile file -> {
                    assertThat(shown)
                            .containsEntry(
                                    "lastModifiedTime", FileTime.from(Instant.ofEpochSecond(attributes.mtime())));
                    try (InputStream expected = contents.open(file.content())) {
                        assertThat(Files.readAllBytes(path)).isEqualTo(expected.readAllBytes());
                    }
                }
            }
        }
    }
}
