package dev.jos.packages.triggers;

import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.util.function.Predicate;

/// Parts of a view at their own paths: what a job depends on, and nothing else.
final class Selection {

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
