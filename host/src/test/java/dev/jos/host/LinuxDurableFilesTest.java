package dev.jos.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.testing.PlainSystemCalls;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LinuxDurableFilesTest extends DurableFilesContract {

    private final PlainSystemCalls systemCalls = new PlainSystemCalls();

    @Override
    DurableFiles files() {
        return new LinuxDurableFiles(systemCalls);
    }

    @Test
    void flushing_a_file_system_is_one_system_call() throws IOException {
        files().syncFileSystem(root);

        assertThat(systemCalls.flushed()).containsExactly(root);
    }

    @Test
    void a_file_in_place_of_a_directory_is_an_error() throws IOException {
        Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> files().createDirectories(root.resolve("file")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void a_full_disk_has_a_type() {
        // The kernel's own full disk.
        Path full = Path.of("/dev/full");
        assertThatThrownBy(() -> Files.write(full, new byte[10]))
                .isInstanceOfSatisfying(IOException.class, e -> assertThat(DiskFull.isMeantBy(e))
                        .isTrue());
    }
}
