package dev.jos.iso;

import dev.jos.host.DurableFiles;
import dev.jos.host.Sha256;
import dev.jos.store.Attributes;
import dev.jos.store.Closure;
import dev.jos.store.ContentSource;
import dev.jos.store.Entry;
import dev.jos.store.ErofsImage;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import dev.jos.store.TreeId;
import dev.jos.system.SystemGeneration;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A read-only disk that holds one system as `/jos` holds it on a machine: `store/objects` with what the system
/// consists of, and `systems/<id>`.
///
/// One EROFS image per system, written as a stream and kept.
final class StoreDisk {

    private static final int BUFFER = 1 << 20;

    private final Store store;
    private final Path directory;
    private final DurableFiles files;

    /// @param directory where images are kept, by the id of their system
    StoreDisk(Store store, Path directory, DurableFiles files) {
        this.store = store;
        this.directory = directory;
        this.files = files;
    }

    /// The image of `system`, written when there is none. Images of other systems are removed: they are large, quickly
    /// made again, and a running machine keeps what it has open.
    Path ensure(SystemGeneration system) throws IOException {
        Path image = directory.resolve(system.id() + ".erofs");
        if (Files.exists(image)) {
            return image;
        }
        Map<ObjectId, Path> own = new HashMap<>();
        Tree tree = tree(system, own);
        ContentSource contents = id -> {
            Path file = own.get(id);
            return file == null ? store.open(id) : Files.newInputStream(file);
        };
        files.createDirectories(directory);
        removeOthers();
        files.write(image, out -> {
            var buffered = new BufferedOutputStream(out, BUFFER);
            ErofsImage.writeData(tree, contents, buffered);
            buffered.flush();
        });
        return image;
    }

    private void removeOthers() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                files.delete(each);
            }
        }
    }

    /// @param own receives where the files of the system lie that are no objects
    private Tree tree(SystemGeneration system, Map<ObjectId, Path> own) throws IOException {
        TreeBuilder tree = Tree.builder();
        Path closureFile = system.directory().resolve(Closure.FILE_NAME);
        Closure closure = Closure.parse(Files.readString(closureFile));
        Map<ObjectId, Long> objects = new HashMap<>();
        for (TreeId id : closure.trees()) {
            for (Entry entry : store.tree(id).entries()) {
                if (entry.node() instanceof RegularFile file) {
                    objects.put(file.content(), file.size());
                }
            }
        }
        objects.forEach((id, size) -> tree.put("store/objects/" + id.fileName(), file(id, size)));
        for (String name : List.of(SystemGeneration.MANIFEST, SystemGeneration.VIEW, Closure.FILE_NAME)) {
            Path file = system.directory().resolve(name);
            ObjectId id = new ObjectId(Sha256.ofFile(file), false);
            own.put(id, file);
            tree.put("systems/" + system.id() + "/" + name, file(id, Files.size(file)));
        }
        return tree.build();
    }

    private static RegularFile file(ObjectId id, long size) {
        return new RegularFile(Attributes.of(id.executable() ? 0555 : 0444), id, size);
    }
}
