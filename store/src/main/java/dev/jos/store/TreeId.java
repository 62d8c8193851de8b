package dev.jos.store;

import dev.jos.host.Sha256;

/// The name of a tree: the SHA-256 of its canonical encoding.
public record TreeId(Sha256 digest) implements Comparable<TreeId> {

    /// Reads 64 lower-case hexadecimal digits.
    ///
    /// @throws IllegalArgumentException if `hex` is anything else
    public static TreeId parse(String hex) {
        return new TreeId(Sha256.parse(hex));
    }

    public String hex() {
        return digest.hex();
    }

    /// The path below the tree directory: `ab/cdef…`.
    public String fileName() {
        String hex = digest.hex();
        return hex.substring(0, 2) + '/' + hex.substring(2);
    }

    @Override
    public int compareTo(TreeId other) {
        return digest.compareTo(other.digest);
    }

    @Override
    public String toString() {
        return hex();
    }
}
