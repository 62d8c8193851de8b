package dev.jos.iso.disk;

import dev.jos.host.Sha256;
import dev.jos.store.Attributes;
import dev.jos.store.Closure;
import dev.jos.store.ContentSource;
import dev.jos.store.Entry;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.store.TreeCodec;
import dev.jos.store.TreeId;
import dev.jos.system.SystemGeneration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What `/jos` of a machine holds, collected from a store: a tree, and the contents of its files.
///
/// Paths are those of [dev.jos.host.JosRoot].
public final class JosDirectory implements ContentSource {

    private final Store store;
    private final TreeBuilder tree = Tree.builder();
    private final Map<ObjectId, byte[]> texts = new HashMap<>();
    private final Map<ObjectId, Path> files = new HashMap<>();

    public JosDirectory(Store store) {
        this.store = store;
    }

    /// Adds the objects of everything that `system` is made of.
    public void addObjects(SystemGeneration system) throws IOException {
        Closure closure = closure(system);
        for (TreeId id : closure.trees()) {
            for (Entry entry : store.tree(id).entries()) {
                if (entry.node() instanceof RegularFile file) {
                    addObject(file.content(), file.size());
                }
            }
        }
    }

    /// Adds some of the files that lie in the directory of `system`, all of which exist.
    public void addFiles(SystemGeneration system, List<String> names) throws IOException {
        for (String name : names) {
            Path file = system.directory().resolve(name);
            ObjectId id = new ObjectId(Sha256.ofFile(file), false);
            files.put(id, file);
            tree.put("systems/" + system.id() + "/" + name, file(id, Files.size(file)));
        }
    }

    /// Adds `system` as a machine keeps it that can switch to it, verify it and collect garbage around it.
    public void addSystem(SystemGeneration system) throws IOException {
        addObjects(system);
        Closure closure = closure(system);
        for (ObjectId id : closure.objects()) {
            addObject(id, Files.size(store.path(id)));
        }
        for (TreeId id : closure.trees()) {
            addText("store/trees/" + id.fileName(), 0444, TreeCodec.encode(store.tree(id)));
        }
        addFiles(
                system,
                List.of(
                        SystemGeneration.MANIFEST,
                        SystemGeneration.VIEW,
                        Closure.FILE_NAME,
                        SystemGeneration.INTERFACES,
                        SystemGeneration.KERNEL,
                        SystemGeneration.INITRD));
    }

    /// Adds a file that is not in the store.
    public void addText(String path, int mode, byte[] content) {
        ObjectId id = new ObjectId(Sha256.of(content), false);
        texts.put(id, content.clone());
        tree.put(path, new RegularFile(Attributes.of(mode), id, content.length));
    }

    /// Everything that was added.
    public Tree tree() {
        return tree.build();
    }

    @Override
    public InputStream open(ObjectId id) throws IOException {
        byte[] text = texts.get(id);
        if (text != null) {
            return new ByteArrayInputStream(text);
        }
        Path file = files.get(id);
        return file == null ? store.open(id) : Files.newInputStream(file);
    }

    private static Closure closure(SystemGeneration system) throws IOException {
        return Closure.parse(Files.readString(system.directory().resolve(Closure.FILE_NAME)));
    }

    private void addObject(ObjectId id, long size) {
        tree.put("store/objects/" + id.fileName(), file(id, size));
    }

    private static RegularFile file(ObjectId id, long size) {
        return new RegularFile(Attributes.of(id.executable() ? 0555 : 0444), id, size);
    }
}
