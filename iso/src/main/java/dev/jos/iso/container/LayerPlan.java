package dev.jos.iso.container;

import dev.jos.store.Directory;
import dev.jos.store.Entry;
import dev.jos.store.Layer;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Divides a root file system into layers, so that images have most of them in common.
///
/// A layer of packages holds what these packages ship, byte for byte, and depends on nothing else. From the bottom:
///
/// 1. the large packages of the base, one layer each, by name; then its small ones in one layer
/// 2. likewise all other packages
/// 3. what is composed of the packages: caches, indices, the package database, files whose modes were set
/// 4. the machine's own: `/etc`, and all directories with their final owners and modes
///
/// Engines on a machine share layers only as long as all those below are the same; registries share each by itself.
/// The base is at the bottom because every machine has it. See `docs/decisions/0804-layers-of-images.md`.
final class LayerPlan {

    /// A package with less is not worth a layer.
    static final long LARGE = 1 << 20;

    /// Docker refuses more than 125 layers in all.
    static final int MOST_LARGE = 100;

    private static final String USR = "usr/";

    private final Tree root;
    private final Set<String> placed = new HashSet<>();
    private final List<Layer> layers = new ArrayList<>();

    private LayerPlan(Tree root) {
        this.root = root;
    }

    /// @param base the packages that every machine has, in the order of their names, as are the `others`
    static List<Layer> of(Tree root, List<Layer> base, List<Layer> others) {
        LayerPlan plan = new LayerPlan(root);
        List<Layer> lower = plan.shippedParts(base);
        List<Layer> upper = plan.shippedParts(others);
        Set<String> large = large(lower, upper);
        plan.addPackages("base packages", lower, large);
        plan.addPackages("packages", upper, large);
        plan.addRest();
        return List.copyOf(plan.layers);
    }

    private List<Layer> shippedParts(List<Layer> packages) {
        return packages.stream()
                .map(each -> new Layer(each.name(), shippedPart(each.tree())))
                .toList();
    }

    /// What of a package is in the root as the package ships it.
    private Tree shippedPart(Tree shipped) {
        TreeBuilder part = Tree.builder();
        for (Entry entry : shipped.entries()) {
            Optional<Node> there = root.node(entry.path());
            if (entry.node() instanceof Directory && there.orElse(null) instanceof Directory) {
                part.put(entry.path(), entry.node());
            } else if (there.equals(Optional.of(entry.node()))) {
                part.put(entry.path(), entry.node());
                placed.add(entry.path());
            }
        }
        return part.build();
    }

    /// The names of the packages that get layers of their own.
    private static Set<String> large(List<Layer> lower, List<Layer> upper) {
        Map<String, Long> sizes = new HashMap<>();
        lower.forEach(each -> sizes.put(each.name(), size(each.tree())));
        upper.forEach(each -> sizes.put(each.name(), size(each.tree())));
        sizes.values().removeIf(size -> size < LARGE);
        Comparator<Map.Entry<String, Long>> bySize = Map.Entry.comparingByValue(Comparator.reverseOrder());
        return new HashSet<>(sizes.entrySet().stream()
                .sorted(bySize.thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_LARGE)
                .map(Map.Entry::getKey)
                .toList());
    }

    private static long size(Tree tree) {
        return tree.entries().stream()
                .mapToLong(entry -> entry.node() instanceof RegularFile file ? file.size() : 0)
                .sum();
    }

    private void addPackages(String nameOfSmall, List<Layer> parts, Set<String> large) {
        TreeBuilder small = Tree.builder();
        for (Layer each : parts) {
            if (large.contains(each.name())) {
                layers.add(each);
            } else {
                small.putAll("", each.tree());
            }
        }
        addUnlessEmpty(nameOfSmall, small.build());
    }

    private void addRest() {
        TreeBuilder composed = Tree.builder();
        TreeBuilder own = Tree.builder();
        for (Entry entry : root.entries()) {
            if (entry.node() instanceof Directory) {
                own.put(entry.path(), entry.node());
            } else if (!placed.contains(entry.path())) {
                TreeBuilder target = entry.path().startsWith(USR) ? composed : own;
                target.put(entry.path(), entry.node());
            }
        }
        addUnlessEmpty("composed of the packages", composed.build());
        addUnlessEmpty("the machine's own", own.build());
    }

    private void addUnlessEmpty(String name, Tree tree) {
        if (tree.size() > 1) {
            layers.add(new Layer(name, tree));
        }
    }
}
