package dev.jos.bootloader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.DurableFiles;
import dev.jos.host.Sha256;
import dev.jos.host.SystemCalls;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtlinuxTest extends BootLoaderContract {

    @Override
    BootLoader loader(Path boot, DurableFiles files, SystemCalls system) {
        return new Extlinux(boot, files, system);
    }

    @Override
    SimulatedLoader simulated(Path boot) {
        return new SimulatedExtlinux(boot);
    }

    /// Without a time U-Boot shows the menu and waits for somebody to choose.
    @Test
    void a_hidden_menu_has_the_shortest_time() {
        var linux = new BootFile("linux", Path.of("kernel"), Sha256.of(new byte[0]), 0);
        var item = new BootItem(1, "jos", "generation 1", linux, List.of(), "quiet", false);

        assertThat(Extlinux.render(new BootMenu(List.of(item), 1, 0))).contains("\ntimeout 1\n");
        assertThat(Extlinux.render(new BootMenu(List.of(item), 1, 3))).contains("\ntimeout 30\n");
    }
}
