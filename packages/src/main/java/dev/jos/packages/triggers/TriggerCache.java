package dev.jos.packages.triggers;

import dev.jos.host.DurableFiles;
import dev.jos.host.Sha256;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Which tree a job made of which inputs: one small file per key, naming a tree of the store.
final class TriggerCache {

    private final Path directory;
    private final Store store;
    private final DurableFiles files;

    TriggerCache(Path directory, Store store, DurableFiles files) {
        this.directory = directory;
        this.store = store;
        this.files = files;
    }

    /// What the job with this key made, if the store still has it.
    Optional<Tree> find(Sha256 key) throws IOException {
        try {
            TreeId id = new TreeId(Sha256.parse(Files.readString(file(key)).strip()));
            return store.contains(id) ? Optional.of(store.tree(id)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void put(Sha256 key, Tree made) throws IOException {
        files.write(file(key), (made.id().digest().hex() + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private Path file(Sha256 key) {
        return directory.resolve(key.hex());
    }
}
