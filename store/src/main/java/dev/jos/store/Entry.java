package dev.jos.store;

/// A node at its place in a tree.
///
/// @param path relative to the root of the tree, `usr/bin/ls`; the root itself is the empty string
public record Entry(String path, Node node) {

    /// The last component of the path; empty for the root.
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The path of the directory that holds this entry; empty for the root and for what lies in it.
    public String parent() {
        return TreePath.parent(path);
    }
}
