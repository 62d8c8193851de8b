package dev.jos.system;

import dev.jos.host.DurableFiles;
import dev.jos.host.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Remembers the result of a step by everything that went into it: one small file each, which may be lost.
final class Memory {

    private final Path directory;
    private final DurableFiles files;

    private final String code;

    /// Results of this very code; those of another build of jos are not recalled.
    Memory(Path directory, DurableFiles files) throws IOException {
        this.directory = directory;
        this.files = files;
        this.code = CodeStamp.ofThis();
    }

    Optional<String> recall(Sha256 inputs) throws IOException {
        try {
            return Optional.of(Files.readString(path(inputs)).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void remember(Sha256 inputs, String result) throws IOException {
        remember(Map.of(inputs, result));
    }

    /// Remembers several results, by their inputs, with one flush.
    void remember(Map<Sha256, String> results) throws IOException {
        files.createDirectories(directory);
        var staged = new ArrayList<DurableFiles.Staged>();
        for (Map.Entry<Sha256, String> result : results.entrySet()) {
            Path file = path(result.getKey());
            Path unfinished = file.resolveSibling("." + UUID.randomUUID());
            try (OutputStream out = Channels.newOutputStream(files.stage(unfinished, false))) {
                out.write((result.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            staged.add(new DurableFiles.Staged(unfinished, file));
        }
        files.publish(staged);
    }

    private Path path(Sha256 inputs) {
        return directory.resolve(Digests.of(code, inputs.hex()).hex());
    }
}
