package dev.jos.store;

import dev.jos.host.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Names for what must stay in the store, each a small text file; see [Closure].
public final class Roots {

    private final Path directory;
    private final DurableFiles files;

    Roots(Path directory, DurableFiles files) {
        this.directory = directory;
        this.files = files;
    }

    /// Makes `name` keep `closure`, instead of what it kept before.
    ///
    /// @throws IllegalArgumentException if `name` cannot be that of a file, or begins with a dot
    public void put(String name, Closure closure) throws IOException {
        files.write(path(name), closure.render().getBytes(StandardCharsets.UTF_8));
    }

    public Optional<Closure> get(String name) throws IOException {
        try {
            return Optional.of(read(path(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// It is fine if there is none.
    public void remove(String name) throws IOException {
        files.delete(path(name));
    }

    /// All roots by name.
    public SortedMap<String, Closure> all() throws IOException {
        SortedMap<String, Closure> roots = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return roots;
        }
        // Names that begin with a dot are writes that were never finished.
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, file -> !isHidden(file))) {
            for (Path file : found) {
                roots.put(file.getFileName().toString(), read(file));
            }
        }
        return roots;
    }

    /// Reads one closure file.
    static Closure read(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            return Closure.parse(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedClosure(file, String.valueOf(e.getMessage()), e);
        }
    }

    static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private Path path(String name) {
        if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("`" + name + "` is no name for a root");
        }
        return directory.resolve(name);
    }
}
