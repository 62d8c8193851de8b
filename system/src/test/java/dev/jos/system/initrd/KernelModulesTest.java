package dev.jos.system.initrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.store.Attributes;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.store.testing.InMemoryContents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class KernelModulesTest {

    private static final String DIRECTORY = "usr/lib/modules/6.12";

    private final InMemoryContents contents = new InMemoryContents();
    private final TreeBuilder tree = Tree.builder();

    @Test
    void what_a_module_depends_on_comes_before_it() throws IOException {
        module("ext4", "depends=jbd2,mbcache,crc16");
        module("jbd2", "depends=crc16");
        module("mbcache", "depends=");
        module("crc16", "depends=");

        assertThat(closure("ext4")).containsExactly("crc16", "jbd2", "mbcache", "ext4");
    }

    @Test
    void the_checksum_that_erofs_asks_for_by_an_alias_is_found() throws IOException {
        module("erofs", "depends=libcrc32c");
        module("libcrc32c", "softdep=pre: crc32c", "depends=");
        module("crc32c_generic", "alias=crypto-crc32c", "depends=");

        assertThat(closure("erofs")).containsExactly("crc32c_generic", "libcrc32c", "erofs");
    }

    @Test
    void modules_that_are_built_in_are_left_out() throws IOException {
        module("ext4", "depends=crc16");
        tree.put(DIRECTORY + "/modules.builtin", contents.file(0644, "kernel/lib/crc16.ko\n"));

        assertThat(closure("crc16", "ext4")).containsExactly("ext4");
    }

    @Test
    void dashes_and_underscores_are_the_same() throws IOException {
        module("virtio-blk", "depends=");

        assertThat(closure("virtio_blk")).containsExactly("virtio_blk");
    }

    @Test
    void a_module_the_kernel_does_not_have_is_named() {
        assertThatThrownBy(() -> closure("zfs"))
                .isInstanceOfSatisfying(MissingModuleException.class, e -> assertThat(e.module())
                        .isEqualTo("zfs"));
    }

    @Test
    void soft_dependencies_that_come_after_are_not_taken_along() throws IOException {
        module("loop", "softdep=post: sound", "depends=");

        assertThat(closure("loop")).containsExactly("loop");
    }

    @Test
    void what_is_no_module_is_refused() {
        assertThatThrownBy(() -> ModuleInfo.read(new byte[100])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ModuleInfo.read(new byte[0])).isInstanceOf(IOException.class);
    }

    @Test
    void an_optional_module_is_left_out_where_the_kernel_has_none() throws IOException {
        module("aes_x86", "depends=");
        module("dm_crypt", "depends=");

        assertThat(KernelModules.of(tree.build(), DIRECTORY, contents)
                        .closure(List.of("dm_crypt"), List.of("aes_arm", "aes_x86"))
                        .keySet())
                .containsExactly("aes_x86", "dm_crypt");
    }

    private void module(String name, String... modinfo) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var xz = new XZOutputStream(compressed, new LZMA2Options(0))) {
            xz.write(SyntheticModule.of(modinfo));
        }
        tree.put(
                DIRECTORY + "/kernel/" + name + ".ko.xz", contents.file(Attributes.of(0644), compressed.toByteArray()));
    }

    private List<String> closure(String... names) throws IOException {
        return List.copyOf(KernelModules.of(tree.build(), DIRECTORY, contents)
                .closure(List.of(names), List.of())
                .keySet());
    }
}
