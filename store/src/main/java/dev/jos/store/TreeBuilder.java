package dev.jos.store;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Collects entries in any order and makes a [Tree] of them.
///
/// Missing parents become directories of root with mode 0755. Not safe for use by several threads.
public final class TreeBuilder {

    private static final Directory DEFAULT_PARENT = Directory.of(0755);

    /// In the order of being put: what came from a tree is sorted, and sorting it with a few others is quick.
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    TreeBuilder() {}

    /// Adds a node, or replaces the one at the same path.
    ///
    /// @throws IllegalArgumentException if `path` is absolute, has an empty component, `.` or `..`, or the root is
    ///     to
    ///     be anything but a directory
    public TreeBuilder put(String path, Node node) {
        TreePath.checked(path);
        if (path.isEmpty() && !(node instanceof Directory)) {
            throw new IllegalArgumentException("the root of a tree is a directory");
        }
        nodes.put(path, node);
        return this;
    }

    /// Adds everything of `tree` below the directory `path` (empty for the root), replacing what is there.
    public TreeBuilder putAll(String path, Tree tree) {
        String prefix = path.isEmpty() ? "" : path + "/";
        for (Entry entry : tree.entries()) {
            put(entry.path().isEmpty() ? path : prefix + entry.path(), entry.node());
        }
        return this;
    }

    /// Adds everything of `tree`. It replaces files and links, while directories that are here stay as they are.
    public TreeBuilder addAll(Tree tree) {
        for (Entry entry : tree.entries()) {
            boolean both = entry.node() instanceof Directory && nodes.get(entry.path()) instanceof Directory;
            if (!both) {
                put(entry.path(), entry.node());
            }
        }
        return this;
    }

    /// What was put at `path`.
    public Optional<Node> node(String path) {
        return Optional.ofNullable(nodes.get(path));
    }

    /// Removes `path` with everything below it.
    public TreeBuilder remove(String path) {
        @Nullable Node removed = nodes.remove(path);
        // Below what was put as no directory is nothing. Below what was not put, something may be.
        if (removed == null || removed instanceof Directory) {
            nodes.keySet().removeIf(each -> TreePath.isBelow(each, path));
        }
        return this;
    }

    /// The tree of everything that was put.
    ///
    /// @throws IllegalArgumentException if something lies below what is no directory
    public Tree build() {
        for (String path : nodes.keySet().toArray(String[]::new)) {
            addParents(path);
        }
        nodes.putIfAbsent("", DEFAULT_PARENT);
        Entry[] entries = new Entry[nodes.size()];
        int count = 0;
        for (Map.Entry<String, Node> node : nodes.entrySet()) {
            entries[count++] = new Entry(node.getKey(), node.getValue());
        }
        Arrays.sort(entries, Comparator.comparing(Entry::path, TreePath.ORDER));
        return new Tree(entries);
    }

    private void addParents(String path) {
        for (String child = path; !child.isEmpty(); ) {
            String parent = TreePath.parent(child);
            Node known = nodes.putIfAbsent(parent, DEFAULT_PARENT);
            if (known instanceof Directory) {
                return;
            }
            if (known != null) {
                throw new IllegalArgumentException("`" + path + "` lies below `" + parent + "`, which is no directory");
            }
            child = parent;
        }
    }
}
