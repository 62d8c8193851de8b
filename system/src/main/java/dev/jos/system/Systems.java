package dev.jos.system;

import dev.jos.host.JosRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The systems in the store, by their ids.
public final class Systems {

    private Systems() {}

    /// The system `id`, if it is there; one that is there is complete.
    ///
    /// @throws MalformedGenerationException if its `generation.json` is damaged
    public static Optional<SystemGeneration> find(JosRoot root, SystemId id) throws IOException {
        Path directory = root.system(id.toString());
        byte[] json;
        try {
            json = Files.readAllBytes(directory.resolve(SystemGeneration.MANIFEST));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        GenerationManifest manifest = GenerationManifest.parse(json);
        if (!SystemId.of(json).equals(id)) {
            throw new MalformedGenerationException("the `generation.json` of " + id + " is not what it was written as");
        }
        return Optional.of(new SystemGeneration(id, directory, manifest));
    }
}
