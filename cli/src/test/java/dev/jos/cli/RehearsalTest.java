package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

    @TempDir
    private Path directory;

    @Test
    void every_scene_goes_well_without_a_network() {
        for (String scenes : new String[] {"prepare", "lean", "full"}) {
            assertThatCode(() -> Rehearsal.main(new String[] {scenes, directory.toString()}))
                    .as(scenes)
                    .doesNotThrowAnyException();
        }
    }
}
