package dev.jos.system;

import dev.jos.host.DurableFiles;
import dev.jos.host.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Remembers the result of a step by everything that went into it: one small file each, which may be lost.
final class Memory {

    private final Path directory;
    private final DurableFiles files;

    Memory(Path directory, DurableFiles files) {
        this.directory = directory;
        this.files = files;
    }

    Optional<String> recall(Sha256 inputs) throws IOException {
        try {
            return Optional.of(Files.readString(directory.resolve(inputs.hex())).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void remember(Sha256 inputs, String result) throws IOException {
        files.write(directory.resolve(inputs.hex()), (result + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
