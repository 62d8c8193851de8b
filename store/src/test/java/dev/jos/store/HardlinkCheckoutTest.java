package dev.jos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.PlainSystemCalls;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// As an ordinary user: the system calls of the fixture say so.
class HardlinkCheckoutTest {

    @TempDir
    Path directory;

    private StoreFixture fixture;
    private Store store;

    @BeforeEach
    void open() {
        fixture = new StoreFixture(directory);
        store = fixture.store();
    }

    private RegularFile file(int mode, String content) throws IOException {
        ObjectId id = store.add(StoreFixture.bytes(content), (mode & 0111) != 0);
        return new RegularFile(Attributes.of(mode).withMtime(1_600_000_000), id, content.length());
    }

    private Path checkOut(TreeBuilder tree) throws IOException {
        Path target = directory.resolve("checkout");
        HardlinkCheckout.write(tree.build(), store, target);
        return target;
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void files_share_the_inodes_of_their_objects() throws IOException {
        RegularFile program = file(0755, "program");
        RegularFile text = file(0644, "text");

        Path target = checkOut(Tree.builder().put("bin/p", program).put("share/t", text));

        assertThat(Files.isSameFile(target.resolve("bin/p"), store.path(program.content())))
                .isTrue();
        assertThat(Files.isSameFile(target.resolve("share/t"), store.path(text.content())))
                .isTrue();
    }

    @Test
    void directories_and_links_are_as_the_tree_says() throws IOException {
        Path target = checkOut(Tree.builder()
                .put("d", new Directory(Attributes.of(0750).withMtime(1_500_000_000)))
                .put("d/l", Symlink.to("../nowhere")));

        assertThat(mode(target.resolve("d"))).isEqualTo("rwxr-x---");
        assertThat(Files.getLastModifiedTime(target.resolve("d")))
                .isEqualTo(FileTime.from(Instant.ofEpochSecond(1_500_000_000)));
        assertThat(Files.readSymbolicLink(target.resolve("d/l"))).hasToString("../nowhere");
    }

    @Test
    void a_file_whose_mode_an_object_cannot_have_is_copied() throws IOException {
        RegularFile secret = file(0600, "secret");

        Path target = checkOut(Tree.builder().put("secret", secret));

        assertThat(Files.isSameFile(target.resolve("secret"), store.path(secret.content())))
                .isFalse();
        assertThat(mode(target.resolve("secret"))).isEqualTo("rw-------");
        assertThat(mode(store.path(secret.content()))).isEqualTo("r--r--r--");
        assertThat(target.resolve("secret")).hasContent("secret");
    }

    @Test
    void where_links_are_impossible_files_are_copied() throws IOException {
        RegularFile text = file(0644, "text");
        store = Store.open(fixture.root(), FailingFiles.working(), new NoLinks());

        Path target = checkOut(Tree.builder().put("t", text));

        assertThat(Files.isSameFile(target.resolve("t"), store.path(text.content())))
                .isFalse();
        assertThat(target.resolve("t")).hasContent("text");
    }

    @Test
    void an_object_that_is_not_there_is_named() throws IOException {
        RegularFile text = file(0644, "text");
        Files.delete(store.path(text.content()));
        TreeBuilder tree = Tree.builder().put("t", text);

        assertThatExceptionOfType(MissingObject.class)
                .isThrownBy(() -> checkOut(tree))
                .satisfies(e -> assertThat(e.object()).isEqualTo(text.content()));
    }

    /// A disk on another device than the store.
    private static final class NoLinks extends DelegatingSystemCalls {

        NoLinks() {
            super(new PlainSystemCalls());
        }

        @Override
        public void link(Path existing, Path link) throws IOException {
            throw new FileSystemException(link.toString(), null, "Invalid cross-device link");
        }
    }
}
