package dev.jos.iso.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Sha256;
import dev.jos.store.Attributes;
import dev.jos.store.Directory;
import dev.jos.store.Entry;
import dev.jos.store.Layer;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerPlanTest {

    private static final long MIB = 1 << 20;

    private final Layer libc = package_("libc", "usr/lib/libc.so", 3 * MIB);
    private final Layer bash = package_("bash", "usr/bin/bash", 2 * MIB);
    private final Layer sed = package_("sed", "usr/bin/sed", 100);
    private final Layer grep = package_("grep", "usr/bin/grep", 100);
    private final Layer nginx = package_("nginx", "usr/bin/nginx", 2 * MIB);

    @Test
    void large_packages_get_layers_of_their_own_and_the_base_is_at_the_bottom() {
        Tree root = root(libc, bash, sed, grep, nginx)
                .put("usr/share/cache", file("a cache", 10))
                .put("etc/hostname", file("web", 4))
                .build();

        List<Layer> layers = LayerPlan.of(root, List.of(bash, grep, libc), List.of(nginx, sed));

        assertThat(layers)
                .extracting(Layer::name)
                .containsExactly(
                        "bash",
                        "libc",
                        "base packages",
                        "nginx",
                        "packages",
                        "composed of the packages",
                        "the machine's own");
        assertThat(files(layers.get(2))).containsExactly("usr/bin/grep");
        assertThat(files(layers.get(4))).containsExactly("usr/bin/sed");
        assertThat(files(layers.get(5))).containsExactly("usr/share/cache");
        assertThat(files(layers.get(6))).containsExactly("etc/hostname");
    }

    @Test
    void one_over_the_other_the_layers_are_the_root() {
        Tree root = root(libc, bash, sed)
                .put("usr/bin", new Directory(Attributes.of(0755).withMtime(1234)))
                .put("usr/bin/sh", Symlink.to("bash"))
                .put("etc/shadow", file("secret", 6))
                .put("tmp", Directory.of(01777))
                .build();

        TreeBuilder unpacked = Tree.builder();
        LayerPlan.of(root, List.of(bash, libc), List.of(sed)).forEach(layer -> unpacked.putAll("", layer.tree()));

        assertThat(unpacked.build()).isEqualTo(root);
    }

    @Test
    void systems_with_the_same_base_have_the_same_layers_up_to_what_they_add() {
        Tree one = root(libc, bash, sed).put("etc/hostname", file("one", 4)).build();
        Tree two =
                root(libc, bash, sed, nginx).put("etc/hostname", file("two", 4)).build();

        List<Layer> ofOne = LayerPlan.of(one, List.of(bash, libc, sed), List.of());
        List<Layer> ofTwo = LayerPlan.of(two, List.of(bash, libc, sed), List.of(nginx));

        assertThat(ofOne).hasSize(4);
        assertThat(ofTwo.subList(0, 3)).isEqualTo(ofOne.subList(0, 3));
        assertThat(ofTwo.get(3)).isEqualTo(nginx);
    }

    @Test
    void a_file_that_the_composition_changed_or_dropped_is_not_in_the_layer_of_its_package() {
        Tree shipped = Tree.builder()
                .put("usr/bin/agent", file("agent", 5))
                .put("usr/bin/plain", file("plain", 5))
                .put("usr/share/doc", file("doc", 5))
                .build();
        Tree root = Tree.builder()
                .put("usr/bin/agent", file("agent", 5).with(Attributes.of(02755).withOwner(0, 101)))
                .put("usr/bin/plain", file("plain", 5))
                .build();

        List<Layer> layers = LayerPlan.of(root, List.of(), List.of(new Layer("agent", shipped)));

        assertThat(files(layers.get(0))).containsExactly("usr/bin/plain");
        assertThat(files(layers.get(1))).containsExactly("usr/bin/agent");
    }

    @Test
    void however_many_packages_there_are_an_engine_takes_all_layers() {
        List<Layer> base = new ArrayList<>();
        List<Layer> others = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            (i % 2 == 0 ? base : others).add(package_("p" + i, "usr/bin/p" + i, MIB + i));
        }
        TreeBuilder root = Tree.builder();
        base.forEach(each -> root.putAll("", each.tree()));
        others.forEach(each -> root.putAll("", each.tree()));

        List<Layer> layers = LayerPlan.of(root.build(), base, others);

        assertThat(layers)
                .hasSizeLessThan(125)
                .extracting(Layer::name)
                .contains("p399", "p300")
                .doesNotContain("p299");
    }

    private static Layer package_(String name, String path, long size) {
        return new Layer(name, Tree.builder().put(path, file(name, size)).build());
    }

    private static TreeBuilder root(Layer... packages) {
        TreeBuilder root = Tree.builder();
        for (Layer each : packages) {
            root.putAll("", each.tree());
        }
        return root;
    }

    private static RegularFile file(String content, long size) {
        var object = new ObjectId(Sha256.of(content.getBytes(StandardCharsets.UTF_8)), true);
        return new RegularFile(Attributes.of(0755), object, size);
    }

    private static List<String> files(Layer layer) {
        return layer.tree().entries().stream()
                .filter(entry -> entry.node() instanceof RegularFile)
                .map(Entry::path)
                .toList();
    }
}
