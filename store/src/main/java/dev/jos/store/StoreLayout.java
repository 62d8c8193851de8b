package dev.jos.store;

import dev.jos.host.JosRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// Where the parts of the store are.
final class StoreLayout {

    private static final int FAN_OUT = 256;

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

    /// Makes the 256 directories of objects and of trees, unless they are there. Not flushed.
    ///
    /// @return whether anything was made
    boolean prepare() throws IOException {
        Path last = trees.resolve("ff");
        if (Files.isDirectory(last)) {
            return false;
        }
        for (Path directory : new Path[] {objects, trees}) {
            for (int prefix = 0; prefix < FAN_OUT; prefix++) {
                Files.createDirectories(directory.resolve(HexFormat.of().toHexDigits((byte) prefix)));
            }
        }
        return true;
    }
}
