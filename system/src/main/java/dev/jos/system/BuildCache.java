package dev.jos.system;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Remembers which system the same inputs gave before, so that a build with nothing changed need not look at a
/// package.
final class BuildCache {

    private final JosRoot root;
    private final DurableFiles files;

    BuildCache(JosRoot root, DurableFiles files) {
        this.root = root;
        this.files = files;
    }

    /// The system that `inputs` gave, if it is still there.
    Optional<SystemGeneration> find(Sha256 inputs) throws IOException {
        try {
            return Systems.find(
                    root, SystemId.parse(Files.readString(path(inputs)).strip()));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void put(Sha256 inputs, SystemId system) throws IOException {
        files.write(path(inputs), (system + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private Path path(Sha256 inputs) {
        return root.cache().resolve("builds").resolve(inputs.hex());
    }
}
