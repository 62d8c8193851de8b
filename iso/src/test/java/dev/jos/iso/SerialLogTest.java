package dev.jos.iso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialLogTest {

    @TempDir
    Path directory;

    @Test
    void colours_and_carriage_returns_are_removed() {
        assertThat(SerialLog.plain("[\u001b[0;32m  OK  \u001b[0m] Started\r\n\u001b]8;;file://x\u001b\\a\u001b[?2004h"))
                .isEqualTo("[  OK  ] Started\na");
    }

    @Test
    void the_tail_is_the_last_forty_lines() throws IOException {
        Path file = directory.resolve("serial.log");
        Files.writeString(file, "line\n".repeat(50) + "last\n");

        assertThat(new SerialLog(file).tail().lines()).hasSize(40).endsWith("last");
    }

    @Test
    void a_machine_that_never_ran_has_said_nothing() {
        assertThat(new SerialLog(directory.resolve("none")).tail()).isEmpty();
    }
}
