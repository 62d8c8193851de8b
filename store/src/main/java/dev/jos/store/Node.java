package dev.jos.store;

/// What stands at one path of a tree. Devices, sockets and pipes have no place in a tree.
public sealed interface Node permits Directory, RegularFile, Symlink {

    Attributes attributes();

    /// The same node with other attributes.
    Node with(Attributes attributes);
}
