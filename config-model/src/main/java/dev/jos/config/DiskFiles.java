package dev.jos.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// The files in and around a directory on disk.
public final class DiskFiles implements ConfigurationFiles {

    /// More than a configuration or a module can have: there are files without an end.
    private static final int MOST_BYTES = 128 << 20;

    private final Path directory;
    private final Path shown;

    private DiskFiles(Path directory, Path shown) {
        this.directory = directory;
        this.shown = shown;
    }

    /// For a main file in `directory`; messages show paths as they are reached from there.
    public static DiskFiles in(Path directory) {
        return new DiskFiles(directory, directory);
    }

    /// The same, with `shown` in the place of `directory` in messages.
    public static DiskFiles in(Path directory, Path shown) {
        return new DiskFiles(directory, shown);
    }

    /// Where the file is on disk.
    public Path resolve(String path) {
        return directory.resolve(path);
    }

    @Override
    public Kind kind(String path) {
        try {
            var file = resolve(path);
            if (Files.isDirectory(file)) {
                return Kind.DIRECTORY;
            }
            return Files.isRegularFile(file) ? Kind.FILE : Kind.MISSING;
        } catch (InvalidPathException noPath) {
            return Kind.MISSING;
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        try (var content = Files.newInputStream(resolve(path))) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it is larger than %d MB".formatted(MOST_BYTES >> 20));
            }
            return bytes;
        }
    }

    @Override
    public List<String> list(String path) throws IOException {
        try (var entries = Files.list(resolve(path))) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public boolean isExecutable(String path) {
        return Files.isExecutable(resolve(path));
    }

    @Override
    public String shownAs(String path) {
        try {
            return shown.resolve(path).toString();
        } catch (InvalidPathException noPath) {
            return path;
        }
    }
}
