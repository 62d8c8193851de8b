package dev.jos.system.etc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.modules.FileSystem;
import dev.jos.modules.SwapDevice;
import java.util.List;
import org.junit.jupiter.api.Test;

class FstabTest {

    @Test
    void mounts_and_swap_are_listed_without_the_root() {
        String fstab = Fstab.render(
                List.of(
                        new FileSystem("LABEL=root", "/", "ext4", List.of(), true, 1),
                        new FileSystem("LABEL=data", "/srv/my data", "ext4", List.of("noatime", "nofail"), false, 2)),
                List.of(new SwapDevice("/dev/vdc", List.of("pri=5"))));

        assertThat(fstab.lines().filter(line -> !line.startsWith("#")))
                .containsExactly("LABEL=data /srv/my\\040data ext4 noatime,nofail 0 2", "/dev/vdc none swap pri=5 0 0");
    }
}
