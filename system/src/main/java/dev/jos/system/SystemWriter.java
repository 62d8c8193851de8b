package dev.jos.system;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.SystemCalls;
import dev.jos.host.TooManyLinks;
import dev.jos.store.Closure;
import dev.jos.store.ErofsImage;
import dev.jos.store.ObjectId;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Puts a finished system into the store: staged, flushed, and made visible by one rename.
final class SystemWriter {

    /// What a system's directory holds by reference to the store.
    ///
    /// @param objects by the names they get in the directory
    record Parts(TreeId tree, SortedMap<String, ObjectId> objects) {

        /// The parts that `manifest` names.
        static Parts of(GenerationManifest manifest) {
            var objects = new TreeMap<String, ObjectId>();
            objects.put(SystemGeneration.INTERFACES, new ObjectId(manifest.interfaceLayer(), false));
            manifest.kernel().ifPresent(kernel -> {
                objects.put(SystemGeneration.KERNEL, new ObjectId(kernel.image().sha256(), false));
                objects.put(
                        SystemGeneration.INITRD, new ObjectId(kernel.initrd().sha256(), false));
            });
            return new Parts(new TreeId(manifest.view()), objects);
        }

        Closure closure() {
            return Closure.of(List.of(tree), List.copyOf(objects.values()), List.of());
        }
    }

    private final JosRoot root;
    private final Store store;
    private final DurableFiles files;
    private final SystemCalls system;

    SystemWriter(JosRoot root, Store store, DurableFiles files, SystemCalls system) {
        this.root = root;
        this.store = store;
        this.files = files;
        this.system = system;
    }

    /// Returns the system as it is in the store. If it was there before, nothing is written.
    SystemGeneration write(GenerationManifest manifest, Parts parts, byte[] viewImage) throws IOException {
        SystemId id = manifest.id();
        Optional<SystemGeneration> existing = Systems.find(root, id);
        if (existing.isPresent()) {
            return existing.get();
        }
        Path staging = root.staging().resolve("system-" + UUID.randomUUID());
        files.createDirectories(staging);
        try {
            stage(staging, manifest, parts, viewImage);
            publish(staging, root.system(id.toString()));
        } finally {
            files.deleteTree(staging);
        }
        return Systems.find(root, id)
                .orElseThrow(() -> new IOException("the system " + id + " was removed while it was written"));
    }

    private void stage(Path staging, GenerationManifest manifest, Parts parts, byte[] viewImage) throws IOException {
        for (var part : parts.objects().entrySet()) {
            link(part.getValue(), staging.resolve(part.getKey()));
        }
        Files.write(staging.resolve(SystemGeneration.VIEW), viewImage);
        Files.write(staging.resolve(Closure.FILE_NAME), parts.closure().render().getBytes(StandardCharsets.UTF_8));
        Files.write(staging.resolve(SystemGeneration.MANIFEST), manifest.canonicalBytes());
        for (String name : List.of(SystemGeneration.VIEW, Closure.FILE_NAME, SystemGeneration.MANIFEST)) {
            files.sync(staging.resolve(name));
        }
        files.sync(staging);
    }

    /// Makes `link`, which must not exist, another name of the object, or a copy where it has too many.
    void link(ObjectId object, Path link) throws IOException {
        try {
            system.link(store.path(object), link);
        } catch (TooManyLinks e) {
            Files.copy(store.path(object), link);
            files.sync(link);
        }
    }

    /// The image of a system's view.
    static byte[] viewImage(Tree tree) throws IOException {
        var out = new ByteArrayOutputStream(1 << 22);
        ErofsImage.writeMetadata(tree, out);
        return out.toByteArray();
    }

    private void publish(Path staging, Path target) throws IOException {
        files.createDirectories(root.systems());
        try {
            system.renameToNew(staging, target);
        } catch (FileAlreadyExistsException e) {
            // Somebody built the very same system at the same time.
            return;
        }
        files.sync(root.systems());
    }
}
