package dev.jos.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxSystemCallsTest {

    private final SystemCalls calls = new LinuxSystemCalls();

    @TempDir
    Path root;

    @Test
    void a_link_is_another_name_of_the_same_file() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "content");

        calls.link(file, root.resolve("other"));

        assertThat(Files.isSameFile(file, root.resolve("other"))).isTrue();
    }

    @Test
    void a_link_to_a_symbolic_link_is_the_link_itself() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("nowhere"));

        calls.link(link, root.resolve("other"));

        assertThat(Files.readSymbolicLink(root.resolve("other"))).isEqualTo(Path.of("nowhere"));
    }

    @Test
    void two_directories_change_places() throws IOException {
        Files.createDirectories(root.resolve("a/in-a"));
        Files.createDirectories(root.resolve("b/in-b"));

        calls.exchange(root.resolve("a"), root.resolve("b"));

        assertThat(root.resolve("a/in-b")).exists();
        assertThat(root.resolve("b/in-a")).exists();
    }

    @Test
    void a_rename_to_a_new_name_never_replaces() throws IOException {
        Path from = Files.writeString(root.resolve("from"), "new");
        Path to = Files.writeString(root.resolve("to"), "old");

        assertThatThrownBy(() -> calls.renameToNew(from, to)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(to).hasContent("old");
        calls.renameToNew(from, root.resolve("free"));
        assertThat(root.resolve("free")).hasContent("new");
    }

    @Test
    void failures_have_types_and_name_the_path() throws IOException {
        Path missing = root.resolve("missing");

        assertThatThrownBy(() -> calls.syncFileSystem(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(missing.toString());
        assertThatThrownBy(() -> calls.freeBytes(missing)).isInstanceOf(NoSuchFileException.class);
        Files.createDirectory(root.resolve("inner"));
        assertThatThrownBy(() -> calls.renameToNew(root, root.resolve("inner/into-itself")))
                .isInstanceOfSatisfying(SystemCallFailed.class, e -> {
                    assertThat(e.call()).isEqualTo("renameat2");
                    assertThat(e.errorNumber()).as("EINVAL").isEqualTo(22);
                });
    }

    @Test
    void flushing_and_asking_work() throws IOException {
        calls.syncFileSystem(root);

        assertThat(calls.freeBytes(root)).isPositive();
        assertThat(calls.effectiveUserId())
                .isEqualTo(Files.getAttribute(Files.createFile(root.resolve("mine")), "unix:uid"));
        assertThat(calls.effectiveGroupId()).isNotNegative();
    }

    @Test
    void a_number_that_is_no_open_file_is_no_terminal() {
        assertThat(calls.isTerminal(987_654)).isFalse();
        assertThat(calls.terminalWidth(987_654)).isEmpty();
    }
}
