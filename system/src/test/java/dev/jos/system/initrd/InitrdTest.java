package dev.jos.system.initrd;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.jos.store.Attributes;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.store.testing.InMemoryContents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitrdTest {

    private static final int MOST = 1 << 20;

    private final InMemoryContents contents = new InMemoryContents();
    private final TreeBuilder tree = Tree.builder();

    @Test
    void modules_of_the_root_and_of_the_view_stand_in_lists_that_can_be_loaded_at_the_same_time() throws IOException {
        tree.put(Initrd.BUSYBOX, contents.file(0755, "busybox"));
        module("ext4", "depends=libcrc32c");
        module("erofs", "depends=libcrc32c");
        module("libcrc32c", "depends=");
        module("overlay", "depends=");
        module("loop", "depends=");

        String initrd = compose("ext4");

        assertThat(initrd)
                .contains("libcrc32c\next4\n", "libcrc32c\nerofs\noverlay\nloop\n")
                .contains("modules.root", "modules.view", "modules.d/libcrc32c.ko", "modules.d/ext4.ko");
    }

    private void module(String name, String depends) {
        byte[] content = SyntheticModule.of(depends);
        tree.put("usr/lib/modules/6.12/kernel/" + name + ".ko", contents.file(Attributes.of(0644), content));
    }

    /// The archive that the kernel unpacks: names and contents one after the other.
    private String compose(String module) throws IOException {
        byte[] initrd = new Initrd(contents).compose(tree.build(), "6.12", List.of(module));
        return new String(Zstd.decompress(initrd, MOST), StandardCharsets.ISO_8859_1);
    }
}
