package dev.jos.system;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.SystemCalls;
import dev.jos.host.TooManyLinks;
import dev.jos.store.Closure;
import dev.jos.store.ObjectId;
import dev.jos.store.Store;
import dev.jos.store.TreeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/// Puts a finished system into the store: staged, flushed, and made visible by one rename.
final class SystemWriter {

    /// What a system's directory holds by reference to the store.
    ///
    /// @param objects by the names they get in the directory
    record Parts(TreeId tree, SortedMap<String, ObjectId> objects) {

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

    private void link(ObjectId object, Path link) throws IOException {
        try {
            system.link(store.path(object), link);
        } catch (TooManyLinks e) {
            Files.copy(store.path(object), link);
            files.sync(link);
        }
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
