package dev.jos.store;

import java.io.IOException;

/// The store has no tree of this name, though something refers to it.
public final class MissingTree extends IOException {

    private final TreeId tree;

    MissingTree(TreeId tree) {
        super("the store has no tree " + tree.hex());
        this.tree = tree;
    }

    public TreeId tree() {
        return tree;
    }
}
