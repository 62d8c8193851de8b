package dev.jos.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every implementation of [DurableFiles] does.
abstract class DurableFilesContract {

    @TempDir
    Path root;

    private DurableFiles files;

    abstract DurableFiles files();

    @BeforeEach
    void create() {
        files = files();
    }

    @Test
    void a_write_replaces_the_content_and_leaves_nothing_else() throws IOException {
        Path file = root.resolve("new/deep/file");

        files.write(file, "one".getBytes(UTF_8));
        files.write(file, "two".getBytes(UTF_8));

        assertThat(file).hasContent("two");
        assertThat(names(root.resolve("new/deep"))).containsExactly("file");
    }

    @Test
    void a_write_whose_content_fails_leaves_the_old_file() throws IOException {
        Path file = root.resolve("file");
        files.write(file, "old".getBytes(UTF_8));

        assertThatThrownBy(() -> files.write(file, out -> {
                    out.write(1);
                    throw new IOException("no more content");
                }))
                .hasMessage("no more content");

        assertThat(file).hasContent("old");
        assertThat(names(root)).containsExactly("file");
    }

    @Test
    void a_rewritten_file_keeps_its_permissions_and_the_links_to_it() throws IOException {
        Path file = Files.createFile(
                root.resolve("file"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("file"));

        files.rewrite(link, "new".getBytes(UTF_8));

        assertThat(file).hasContent("new");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(link).isSymbolicLink();
        assertThat(names(root)).containsExactly("file", "link");
        assertThatThrownBy(() -> files.rewrite(root.resolve("none"), new byte[0]))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void a_link_is_created_and_replaced_even_if_it_dangles() throws IOException {
        Path link = root.resolve("link");

        files.replaceLink(link, Path.of("nowhere"));
        files.replaceLink(link, Path.of("elsewhere"));

        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("elsewhere"));
        assertThat(names(root)).containsExactly("link");
    }

    @Test
    void a_rename_replaces_what_is_there() throws IOException {
        files.write(root.resolve("a/from"), new byte[] {1});
        files.write(root.resolve("b/to"), new byte[] {2});

        files.rename(root.resolve("a/from"), root.resolve("b/to"));

        assertThat(root.resolve("b/to")).hasBinaryContent(new byte[] {1});
        assertThat(root.resolve("a/from")).doesNotExist();
    }

    @Test
    void existing_directories_are_fine() throws IOException {
        files.createDirectories(root.resolve("a/b"));
        files.createDirectories(root.resolve("a/b"));

        assertThat(root.resolve("a/b")).isDirectory();
    }

    @Test
    void removing_what_is_not_there_is_fine() throws IOException {
        files.delete(root.resolve("nothing"));
        files.deleteTree(root.resolve("nothing"));

        assertThat(names(root)).isEmpty();
    }

    @Test
    void a_tree_is_removed_without_following_links() throws IOException {
        files.write(root.resolve("outside/file"), new byte[] {1});
        files.write(root.resolve("tree/a/b/c"), new byte[] {1});
        files.replaceLink(root.resolve("tree/a/link"), root.resolve("outside"));

        files.deleteTree(root.resolve("tree"));

        assertThat(names(root)).containsExactly("outside");
        assertThat(root.resolve("outside/file")).exists();
    }

    static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
