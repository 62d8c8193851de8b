package dev.jos.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Lists what lies in the object and tree directories.
///
/// @param found what has a proper name, in no particular order
/// @param foreign every other file
record StoreScan<T>(List<Found<T>> found, List<Path> foreign) {

    record Found<T>(T id, Path file, long size) {}

    static StoreScan<ObjectId> objects(StoreLayout layout) throws IOException {
        return scan(layout.objects(), StoreScan::objectOf);
    }

    static StoreScan<TreeId> trees(StoreLayout layout) throws IOException {
        return scan(layout.trees(), StoreScan::treeOf);
    }

    private static <T> StoreScan<T> scan(Path directory, Function<Path, Optional<T>> parse) throws IOException {
        StoreScan<T> scan = new StoreScan<>(new ArrayList<>(), new ArrayList<>());
        if (!Files.isDirectory(directory)) {
            return scan;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Optional<T> id = attributes.isRegularFile() ? parse.apply(file) : Optional.empty();
                id.ifPresentOrElse(
                        each -> scan.found.add(new Found<>(each, file, attributes.size())),
                        () -> scan.foreign.add(file));
                return FileVisitResult.CONTINUE;
            }
        });
        return scan;
    }

    /// The object that a file of this name, in a directory of this name, should be.
    static Optional<ObjectId> objectOf(Path file) {
        try {
            return Optional.of(ObjectId.parse(nameOf(file))).filter(id -> file.endsWith(id.fileName()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<TreeId> treeOf(Path file) {
        try {
            return Optional.of(TreeId.parse(nameOf(file))).filter(id -> file.endsWith(id.fileName()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String nameOf(Path file) {
        Path directory = file.getParent();
        return (directory == null ? "" : directory.getFileName().toString()) + file.getFileName();
    }
}
