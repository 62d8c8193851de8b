package dev.jos.store;

import dev.jos.host.JosRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the parts of the store are.
final class StoreLayout {

    private final JosRoot root;
    private final Path objects;
    private final Path trees;

    StoreLayout(JosRoot root) {
        this.root = root;
        this.objects = root.objects();
        this.trees = root.trees();
    }

    JosRoot root() {
        return root;
    }

    Path objects() {
        return objects;
    }

    Path trees() {
        return trees;
    }

    Path path(ObjectId id) {
        return objects.resolve(id.fileName());
    }

    Path path(TreeId id) {
        return trees.resolve(id.fileName());
    }

    /// Shared by writers and holders, exclusive to the collector.
    Path lock() throws IOException {
        Files.createDirectories(root.store());
        return root.store().resolve("lock");
    }
}
