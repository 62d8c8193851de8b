package dev.jos.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.testing.FailingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailingFilesTest extends DurableFilesContract {

    @Override
    DurableFiles files() {
        return FailingFiles.working();
    }

    @Test
    void once_stopped_every_call_fails() {
        FailingFiles files = FailingFiles.stoppingAfter(1);

        assertThatThrownBy(() -> files.write(root.resolve("file"), new byte[] {1}))
                .isInstanceOf(FailingFiles.PowerCut.class);
        assertThatThrownBy(() -> files.delete(root.resolve("file"))).isInstanceOf(FailingFiles.PowerCut.class);
        assertThat(root.resolve("file")).doesNotExist();
    }

    @Test
    void a_scenario_is_cut_at_every_step_until_it_finishes() throws IOException {
        List<String> seen = new ArrayList<>();

        int cuts = FailingFiles.atEveryStep(
                files -> {
                    Files.deleteIfExists(root.resolve("file"));
                    files.write(root.resolve("file"), "whole".getBytes(UTF_8));
                    files.delete(root.resolve("old"));
                },
                (_, finished) -> seen.add(Files.exists(root.resolve("file")) + " " + finished));

        assertThat(cuts).isEqualTo(4);
        assertThat(seen).containsExactly("false false", "false false", "false false", "true false", "true true");
    }

    @Test
    void a_failure_of_the_scenario_itself_is_passed_on() {
        assertThatThrownBy(() -> FailingFiles.atEveryStep(
                        _ -> {
                            throw new IOException("my own");
                        },
                        (_, _) -> {}))
                .hasMessage("my own");
    }

    @Test
    void a_cut_can_leave_half_a_staged_file() throws IOException {
        Path file = root.resolve("file");

        assertThatThrownBy(() -> FailingFiles.stoppingAfter(1).write(file, new byte[10]))
                .isInstanceOf(FailingFiles.PowerCut.class);

        assertThat(names(root)).containsExactly(".file.cut.tmp");
        assertThat(Files.size(root.resolve(".file.cut.tmp"))).isEqualTo(5);
    }
}
