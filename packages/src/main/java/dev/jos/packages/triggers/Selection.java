package dev.jos.packages.triggers;

import dev.jos.store.Entry;
import dev.jos.store.Node;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.util.Optional;
import java.util.function.Predicate;

/// Parts of a view at their own paths: what a job depends on, and nothing else.
final class Selection {

    /// A link to a directory above it would be followed for ever.
    private static final int MOST_LINKS = 4;

    private final Tree view;
    private final TreeBuilder parts = Tree.builder();

    Selection(Tree view) {
        this.view = view;
    }

    /// The file or directory `path` with everything below it, if the view has it.
    Selection all(String path) {
        view.node(path).ifPresent(node -> {
            parts.put(path, node);
            for (Entry entry : view.below(path)) {
                parts.put(entry.path(), entry.node());
            }
        });
        return this;
    }

    /// The file or directory `path` with everything below it, and in the place of each link what it leads to: links to
    /// where the job does not look.
    Selection followed(String path) {
        follow(path, path, 0);
        return this;
    }

    /// @param place where what is to stand at `path` lies
    /// @param links how many links led there
    private void follow(String path, String place, int links) {
        Optional<Node> node = view.node(place);
        if (node.isEmpty()) {
            return;
        }
        if (node.get() instanceof Symlink link) {
            if (links < MOST_LINKS) {
                follow(path, SymlinkTarget.resolve(place, link.target()), links + 1);
            }
            return;
        }
        parts.put(path, node.get());
        for (Entry below : view.below(place)) {
            String at = path + below.path().substring(place.length());
            if (below.node() instanceof Symlink) {
                follow(at, below.path(), links);
            } else {
                parts.put(at, below.node());
            }
        }
    }

    /// The files and links directly in the directory `path` whose names fit.
    Selection files(String path, Predicate<String> names) {
        for (Entry entry : view.children(path)) {
            boolean plain = entry.node() instanceof RegularFile || entry.node() instanceof Symlink;
            if (plain && names.test(entry.path().substring(path.length() + 1))) {
                parts.put(entry.path(), entry.node());
            }
        }
        return this;
    }

    Tree tree() {
        return parts.build();
    }
}
