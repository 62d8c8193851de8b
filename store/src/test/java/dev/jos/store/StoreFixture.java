package dev.jos.store;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.testing.FailingFiles;
import dev.jos.host.testing.PlainSystemCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A store in a temporary directory, with what tests ask about it.
final class StoreFixture {

    private final JosRoot root;

    StoreFixture(Path directory) {
        this.root = new JosRoot(directory.resolve("jos"));
    }

    JosRoot root() {
        return root;
    }

    Store store() {
        return store(FailingFiles.working());
    }

    Store store(DurableFiles files) {
        return Store.open(root, files, new PlainSystemCalls());
    }

    ObjectId add(String content) throws IOException {
        return store().add(bytes(content), false);
    }

    /// Adds a tree of one file with this content.
    TreeId addTree(String content) throws IOException {
        return store().add(tree(store().add(bytes(content), false), content.length()));
    }

    static Tree tree(ObjectId object, long size) {
        return Tree.builder()
                .put("file", new RegularFile(Attributes.of(0644), object, size))
                .build();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The files below the object directory.
    List<Path> objectFiles() throws IOException {
        return filesBelow(root.objects());
    }

    List<Path> stagingFiles() throws IOException {
        return filesBelow(root.staging());
    }

    static List<Path> filesBelow(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return List.copyOf(new TreeSet<>(files.filter(Files::isRegularFile).toList()));
        }
    }
}
