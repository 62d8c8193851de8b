package dev.jos.store;

import java.io.IOException;

/// What the store holds under the name of a tree is not that tree any more.
public final class DamagedTree extends IOException {

    private final TreeId tree;

    DamagedTree(TreeId tree) {
        super("the tree " + tree.hex() + " is damaged: its bytes have another digest");
        this.tree = tree;
    }

    public TreeId tree() {
        return tree;
    }
}
