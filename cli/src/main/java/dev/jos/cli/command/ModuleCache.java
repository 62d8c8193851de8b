package dev.jos.cli.command;

import dev.jos.host.DurableFiles;
import dev.jos.modules.user.ClassCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Compiled modules of configurations, as jars in a directory.
final class ModuleCache implements ClassCache {

    private final Path directory;
    private final DurableFiles files;

    ModuleCache(Path directory, DurableFiles files) {
        this.directory = directory;
        this.files = files;
    }

    @Override
    public Optional<byte[]> find(String key) {
        try {
            return Optional.of(Files.readAllBytes(jar(key)));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /// A directory that cannot be written to is no reason to fail: the next run compiles again.
    @Override
    public void keep(String key, byte[] content) {
        try {
            files.write(jar(key), content);
        } catch (IOException notKept) {
            // compiled again next time
        }
    }

    private Path jar(String key) {
        return directory.resolve(key + ".jar");
    }
}
