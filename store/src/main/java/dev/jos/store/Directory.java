package dev.jos.store;

/// A directory. What it holds follows from the paths of the tree.
public record Directory(Attributes attributes) implements Node {

    /// A directory of root with the given permission bits.
    public static Directory of(int mode) {
        return new Directory(Attributes.of(mode));
    }

    @Override
    public Directory with(Attributes changed) {
        return new Directory(changed);
    }
}
