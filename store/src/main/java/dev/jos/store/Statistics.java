package dev.jos.store;

/// What a store holds.
///
/// @param objectBytes the bytes of all objects
/// @param treeBytes the bytes of all manifests
/// @param referencedFiles the regular files in all trees
/// @param referencedBytes the bytes these files would take if each had its own copy
public record Statistics(
        long objects, long objectBytes, long trees, long treeBytes, long referencedFiles, long referencedBytes) {

    /// The bytes saved by keeping equal contents once; negative if much in the store belongs to no tree.
    public long savedBytes() {
        return referencedBytes - objectBytes;
    }
}
