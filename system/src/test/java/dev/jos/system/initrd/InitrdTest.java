package dev.jos.system.initrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.PlainSystemCalls;
import dev.jos.store.Attributes;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitrdTest {

    private static final int MOST = 1 << 20;

    @TempDir
    Path temp;

    private final TreeBuilder tree = Tree.builder();

    @Test
    void modules_of_the_root_and_of_the_view_stand_in_lists_that_can_be_loaded_at_the_same_time() throws IOException {
        module("ext4", "depends=libcrc32c");
        module("libcrc32c", "depends=");
        viewModules("depends=libcrc32c");

        String initrd = compose(builder().modules("ext4"));

        assertThat(initrd)
                .contains("libcrc32c\next4\n", "libcrc32c\nerofs\noverlay\nloop\n")
                .contains("modules.root", "modules.view", "modules.d/libcrc32c.ko", "modules.d/ext4.ko");
    }

    @Test
    void modules_are_loaded_with_their_options() throws IOException {
        module("nvme", "depends=");
        viewModules("depends=");

        assertThat(compose(builder().modules("nvme").moduleOptions(new TreeMap<>(Map.of("nvme", "poll_queues=2")))))
                .contains("nvme poll_queues=2\n");
    }

    @Test
    void programs_and_written_files_are_at_their_places() throws IOException {
        viewModules("depends=");
        tree.put("usr/sbin/lvm", file(0755, "a program"));
        tree.put("usr/share/font", file(0644, "a font"));

        assertThat(compose(
                        builder().program("usr/sbin/lvm").copy("usr/share/font").text("etc/crypttab", "system\n")))
                .contains("usr/sbin/lvm", "a program", "usr/share/font", "a font", "etc/crypttab", "system\n");
    }

    @Test
    void a_program_that_the_system_does_not_have_is_named() throws IOException {
        viewModules("depends=");

        assertThatThrownBy(() -> compose(builder().program("usr/sbin/lvm")))
                .isInstanceOf(IOException.class)
                .hasMessage("the system has no /usr/sbin/lvm");
    }

    @Test
    void the_key_of_an_initrd_changes_with_what_goes_into_it() throws IOException {
        viewModules("depends=");
        tree.put(Initrd.BUSYBOX, file(0755, "busybox"));
        tree.put("usr/sbin/lvm", file(0755, "a program"));
        Sha256 plain = key(builder());
        Sha256 withProgram = key(builder().program("usr/sbin/lvm"));
        tree.put("usr/sbin/lvm", file(0755, "another version"));

        assertThat(List.of(
                        plain,
                        withProgram,
                        key(builder().program("usr/sbin/lvm")),
                        key(builder().text("a", "b"))))
                .doesNotHaveDuplicates();
        assertThat(key(builder())).isEqualTo(plain);
    }

    private static InitrdContents.Builder builder() {
        return new InitrdContents.Builder();
    }

    private void viewModules(String erofs) throws IOException {
        module("erofs", erofs);
        module("overlay", "depends=");
        module("loop", "depends=");
    }

    private void module(String name, String depends) throws IOException {
        byte[] content = SyntheticModule.of(depends);
        tree.put(
                "usr/lib/modules/6.12/kernel/" + name + ".ko",
                new RegularFile(Attributes.of(0644), store().add(content, false), content.length));
    }

    private RegularFile file(int mode, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        Attributes attributes = Attributes.of(mode);
        return new RegularFile(attributes, store().add(content, attributes.executable()), content.length);
    }

    private Store store() {
        return Store.open(new JosRoot(temp), FailingFiles.working(), new PlainSystemCalls());
    }

    private Sha256 key(InitrdContents.Builder contents) throws IOException {
        return new Initrd(store()).key(tree.build(), "6.12", contents.build());
    }

    /// The archive that the kernel unpacks: names and contents one after the other.
    private String compose(InitrdContents.Builder contents) throws IOException {
        tree.put(Initrd.BUSYBOX, file(0755, "busybox"));
        byte[] initrd = new Initrd(store()).compose(tree.build(), "6.12", contents.build());
        return new String(Zstd.decompress(initrd, MOST), StandardCharsets.ISO_8859_1);
    }
}
