package dev.jos.store;

import dev.jos.host.Sha256;

/// The canonical encoding of trees, version 1; `docs/reference/tree-format.md` describes it byte by byte.
///
/// Every tree has exactly one encoding, and every encoding that decodes is the one of its tree.
public final class TreeCodec {

    /// `jostree` and the version.
    static final byte[] MAGIC = {'j', 'o', 's', 't', 'r', 'e', 'e', 1};

    static final int END = 0;
    static final int DIRECTORY = 1;
    static final int FILE = 2;
    static final int EXECUTABLE = 3;
    static final int SYMLINK = 4;

    private TreeCodec() {}

    public static byte[] encode(Tree tree) {
        return new TreeEncoder().encode(tree);
    }

    /// The tree that has this encoding.
    ///
    /// @throws MalformedTree if `encoding` is not the encoding of a tree
    public static Tree decode(byte[] encoding) throws MalformedTree {
        return new TreeDecoder(encoding).decode();
    }

    /// The name of the tree that has this encoding.
    public static TreeId identify(byte[] encoding) {
        return new TreeId(Sha256.of(encoding));
    }
}
