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

    /// What is there unless it was changed. A large tree with a few changes is built by copying it around them.
    private final Tree base;

    /// By path, nothing for what was removed. In the order of being put: what came from a tree is sorted, and sorting
    /// it with a few others is quick.
    private final Map<String, Optional<Node>> changes = new LinkedHashMap<>();

    TreeBuilder(Tree base) {
        this.base = base;
    }

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
        changes.put(path, Optional.of(node));
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
            boolean both = entry.node() instanceof Directory && known(entry.path()) instanceof Directory;
            if (!both) {
                put(entry.path(), entry.node());
            }
        }
        return this;
    }

    /// What was put at `path`.
    public Optional<Node> node(String path) {
        return Optional.ofNullable(known(path));
    }

    private @Nullable Node known(String path) {
        if (changes.containsKey(path)) {
            return changes.get(path).orElse(null);
        }
        return base.node(path).orElse(null);
    }

    /// Removes `path` with everything below it.
    public TreeBuilder remove(String path) {
        @Nullable Node removed = known(path);
        changes.put(path, Optional.empty());
        // Below what was put as no directory is nothing. Below what was not put, something may be.
        if (removed == null || removed instanceof Directory) {
            changes.keySet().removeIf(each -> TreePath.isBelow(each, path));
            base.below(path).forEach(each -> changes.put(each.path(), Optional.empty()));
        }
        return this;
    }

    /// The tree of everything that was put.
    ///
    /// @throws IllegalArgumentException if something lies below what is no directory
    public Tree build() {
        for (String path : changes.keySet().toArray(String[]::new)) {
            addParentsBelow(path);
            if (known(path) != null) {
                addParents(path);
            }
        }
        if (known("") == null) {
            changes.put("", Optional.of(DEFAULT_PARENT));
        }
        return changes.isEmpty() ? base : base.with(sortedChanges());
    }

    private Tree.Change[] sortedChanges() {
        Tree.Change[] sorted = new Tree.Change[changes.size()];
        int count = 0;
        for (Map.Entry<String, Optional<Node>> change : changes.entrySet()) {
            sorted[count++] = new Tree.Change(change.getKey(), change.getValue());
        }
        Arrays.sort(sorted, Comparator.comparing(Tree.Change::path, TreePath.ORDER));
        return sorted;
    }

    /// What was below a directory of the base stays when only that directory is changed.
    private void addParentsBelow(String path) {
        if (!(known(path) instanceof Directory)) {
            for (Entry each : base.below(path)) {
                if (known(each.path()) != null) {
                    addParents(each.path());
                }
            }
        }
    }

    private void addParents(String path) {
        for (String child = path; !child.isEmpty(); ) {
            String parent = TreePath.parent(child);
            @Nullable Node known = known(parent);
            if (known instanceof Directory) {
                return;
            }
            if (known != null) {
                throw new IllegalArgumentException("`" + path + "` lies below `" + parent + "`, which is no directory");
            }
            changes.put(parent, Optional.of(DEFAULT_PARENT));
            child = parent;
        }
    }
}
