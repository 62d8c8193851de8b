package dev.jos.store.bench;

import dev.jos.host.Sha256;
import dev.jos.store.Attributes;
import dev.jos.store.Directory;
import dev.jos.store.Layer;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Packages like those of a distribution: shared directories, a few programs, libraries with links, much data.
final class SyntheticSystem {

    private static final int FILES_PER_PACKAGE = 75;

    private SyntheticSystem() {}

    /// Layers whose view has about so many inodes.
    static List<Layer> layers(int inodes) {
        Random random = new Random(inodes);
        List<Layer> layers = new ArrayList<>();
        for (int left = inodes; left > 0; left -= FILES_PER_PACKAGE + 5) {
            layers.add(layer("package-" + layers.size(), Math.min(left, FILES_PER_PACKAGE), random));
        }
        return layers;
    }

    private static Layer layer(String name, int files, Random random) {
        TreeBuilder tree = Tree.builder();
        for (String directory : List.of("", "usr", "usr/bin", "usr/lib", "usr/share", "usr/share/doc", "etc")) {
            tree.put(directory, new Directory(attributes(0755, random)));
        }
        tree.put("usr/share/doc/" + name, new Directory(attributes(0755, random)));
        tree.put("usr/share/" + name, new Directory(attributes(0755, random)));
        tree.put("usr/share/" + name + "/data", new Directory(attributes(0755, random)));
        tree.put("usr/bin/" + name, file(name, 0755, random));
        tree.put("usr/lib/lib" + name + ".so.1", new Symlink(attributes(0777, random), "lib" + name + ".so.1.0.0"));
        tree.put("usr/lib/lib" + name + ".so.1.0.0", file(name + ".so", 0644, random));
        tree.put("usr/share/doc/" + name + "/copyright", file(name + " copyright", 0644, random));
        for (int i = 4; i < files; i++) {
            tree.put("usr/share/" + name + "/data/module-" + i + ".txt", file(name + i, 0644, random));
        }
        return new Layer(name, tree.build());
    }

    private static RegularFile file(String seed, int mode, Random random) {
        Sha256 digest = Sha256.of(seed.getBytes(StandardCharsets.UTF_8));
        return new RegularFile(
                attributes(mode, random), new ObjectId(digest, mode == 0755), 1 + random.nextInt(48_000));
    }

    private static Attributes attributes(int mode, Random random) {
        return Attributes.of(mode).withMtime(1_700_000_000 + random.nextInt(50) * 1000L);
    }
}
