package dev.jos.system.etc;

import dev.jos.store.Attributes;
import dev.jos.store.Directory;
import dev.jos.store.Node;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.StoreBatch;
import dev.jos.store.Symlink;
import dev.jos.store.TreeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Generated files on their way into a tree; their content goes to the store. All are of 1970, so that no clock
/// shows.
public final class Additions {

    private static final int EXECUTE = 0111;

    private final TreeBuilder tree;
    private final StoreBatch batch;

    public Additions(TreeBuilder tree, StoreBatch batch) {
        this.tree = tree;
        this.batch = batch;
    }

    /// A file of root, replacing what is at `path`.
    public void file(String path, String text) throws IOException {
        file(path, text.getBytes(StandardCharsets.UTF_8), Attributes.of(0644));
    }

    public void file(String path, byte[] content, Attributes attributes) throws IOException {
        ObjectId object = batch.add(content, (attributes.mode() & EXECUTE) != 0);
        tree.put(path, new RegularFile(attributes, object, content.length));
    }

    /// A file of root, unless there is something at `path`.
    public void fileIfAbsent(String path, String text) throws IOException {
        if (tree.node(path).isEmpty()) {
            file(path, text);
        }
    }

    public void link(String path, String target) {
        tree.put(path, Symlink.to(target));
    }

    /// A directory, with the attributes given even if there is one already.
    public void directory(String path, Attributes attributes) {
        tree.put(path, new Directory(attributes));
    }

    public Optional<Node> node(String path) {
        return tree.node(path);
    }

    public void remove(String path) {
        tree.remove(path);
    }
}
