package dev.jos.activator.plan;

import dev.jos.store.Directory;
import dev.jos.store.Entry;
import dev.jos.store.Node;
import dev.jos.store.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What differs between the trees of two systems.
public final class TreeChanges {

    private final Tree before;
    private final Tree after;
    private final SortedMap<String, EtcChange.Kind> kinds;

    private TreeChanges(Tree before, Tree after, SortedMap<String, EtcChange.Kind> kinds) {
        this.before = before;
        this.after = after;
        this.kinds = kinds;
    }

    /// Compares all nodes; of directories only whether they are there, and their attributes.
    public static TreeChanges between(Tree before, Tree after) {
        var kinds = new TreeMap<String, EtcChange.Kind>();
        for (Entry each : before.entries()) {
            Optional<Node> now = after.node(each.path());
            if (now.isEmpty()) {
                kinds.put(each.path(), EtcChange.Kind.REMOVED);
            } else if (!same(each.node(), now.get())) {
                kinds.put(each.path(), EtcChange.Kind.CHANGED);
            }
        }
        for (Entry each : after.entries()) {
            if (!before.contains(each.path())) {
                kinds.put(each.path(), EtcChange.Kind.ADDED);
            }
        }
        return new TreeChanges(before, after, kinds);
    }

    /// A file of another time has no other content.
    private static boolean same(Node a, Node b) {
        return a.equals(b)
                || a.with(a.attributes().withMtime(0))
                        .equals(b.with(b.attributes().withMtime(0)));
    }

    /// All that differs, by path.
    SortedMap<String, EtcChange.Kind> all() {
        return kinds;
    }

    boolean changed(String path) {
        return kinds.containsKey(path);
    }

    /// What differs at `path` or below, directories left out.
    List<String> within(String path) {
        var within = new ArrayList<String>();
        if (kinds.containsKey(path) && !isDirectory(path)) {
            within.add(path);
        }
        for (String each : kinds.subMap(path + "/", path + "0").keySet()) {
            if (!isDirectory(each)) {
                within.add(each);
            }
        }
        return within;
    }

    boolean anyWithin(List<String> paths) {
        return paths.stream().anyMatch(path -> !within(path).isEmpty());
    }

    private boolean isDirectory(String path) {
        return after.node(path)
                .or(() -> before.node(path))
                .filter(Directory.class::isInstance)
                .isPresent();
    }
}
