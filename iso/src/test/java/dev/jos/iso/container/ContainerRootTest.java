package dev.jos.iso.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.testing.InMemoryContents;
import org.junit.jupiter.api.Test;

class ContainerRootTest {

    private final Tree view = Tree.builder()
            .put("usr/bin/bash", new InMemoryContents().file(0755, "a shell"))
            .put("etc/hostname", new InMemoryContents().file(0644, "web\n"))
            .build();

    private final Tree root = ContainerRoot.of(view);

    @Test
    void it_holds_the_view_and_what_a_root_needs_around_it() {
        assertThat(root.subtree("usr")).isEqualTo(view.subtree("usr"));
        assertThat(root.children(""))
                .extracting(entry -> entry.path())
                .containsExactly(
                        "bin", "dev", "etc", "home", "lib", "lib64", "media", "mnt", "opt", "proc", "root", "run",
                        "sbin", "srv", "sys", "tmp", "usr", "var");
        assertThat(root.node("sbin")).contains(Symlink.to("usr/sbin"));
        assertThat(root.node("tmp").orElseThrow().attributes().mode()).isEqualTo(01777);
        assertThat(root.node("root").orElseThrow().attributes().mode()).isEqualTo(0700);
    }

    @Test
    void the_machine_id_is_there_and_empty_so_that_systemd_makes_one_and_applies_no_presets() {
        assertThat(root.node("etc/machine-id")).get().isInstanceOfSatisfying(RegularFile.class, file -> assertThat(
                        file.size())
                .isZero());
    }
}
