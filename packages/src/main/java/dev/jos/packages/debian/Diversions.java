package dev.jos.packages.debian;

import dev.jos.packages.scripts.Diversion;
import dev.jos.store.Entry;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Moves a package's files out of the way of packages that divert them; dpkg-divert(1). To be done to every package's
/// tree before trees are merged.
public final class Diversions {

    private Diversions() {}

    /// The tree of `packageName` with the diversions of other packages carried out.
    public static Tree apply(String packageName, Tree tree, List<Diversion> diversions) {
        Map<String, String> moved = new HashMap<>();
        for (Diversion diversion : diversions) {
            String path = diversion.path().substring(1);
            if (!diversion.by().equals(packageName) && tree.contains(path)) {
                moved.put(path, diversion.divertedTo().substring(1));
            }
        }
        if (moved.isEmpty()) {
            return tree;
        }
        TreeBuilder builder = Tree.builder();
        for (Entry entry : tree.entries()) {
            builder.put(moved.getOrDefault(entry.path(), entry.path()), entry.node());
        }
        return builder.build();
    }
}
