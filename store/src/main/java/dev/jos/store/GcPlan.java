package dev.jos.store;

import java.nio.file.Path;
import java.util.List;

/// What nothing refers to any more.
///
/// @param objects with their sizes
/// @param systems the ids of system closures that no generation and no root names
/// @param records import records of packages whose trees go
/// @param staging what writers left behind that were killed
/// @param bytes that removing it all frees
/// @param keptObjects that stay, for comparison
public record GcPlan(
        List<Sized<ObjectId>> objects,
        List<Sized<TreeId>> trees,
        List<String> systems,
        List<Path> records,
        List<Path> staging,
        long bytes,
        long keptObjects,
        long keptTrees) {

    /// Something in the store and the bytes it takes.
    public record Sized<T>(T id, long size) {}

    public GcPlan {
        objects = List.copyOf(objects);
        trees = List.copyOf(trees);
        systems = List.copyOf(systems);
        records = List.copyOf(records);
        staging = List.copyOf(staging);
    }

    public boolean isEmpty() {
        return objects.isEmpty() && trees.isEmpty() && systems.isEmpty() && records.isEmpty() && staging.isEmpty();
    }
}
