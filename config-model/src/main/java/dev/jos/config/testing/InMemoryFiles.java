package dev.jos.config.testing;

import dev.jos.config.ConfigurationFiles;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Configuration files that exist in memory only; directories are those that files lie in.
public final class InMemoryFiles implements ConfigurationFiles {

    private final Map<String, byte[]> files = new TreeMap<>();

    /// Adds or replaces a file.
    public InMemoryFiles with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public InMemoryFiles with(String path, byte[] content) {
        files.put(path, content.clone());
        return this;
    }

    @Override
    public Kind kind(String path) {
        if (files.containsKey(path)) {
            return Kind.FILE;
        }
        return files.keySet().stream().anyMatch(file -> file.startsWith(prefix(path))) ? Kind.DIRECTORY : Kind.MISSING;
    }

    @Override
    public byte[] read(String path) throws FileNotFoundException {
        byte[] content = files.get(path);
        if (content == null) {
            throw new FileNotFoundException(path);
        }
        return content.clone();
    }

    @Override
    public List<String> list(String directory) {
        String prefix = prefix(directory);
        return files.keySet().stream()
                .filter(file -> file.startsWith(prefix))
                .map(file -> file.substring(prefix.length()).replaceFirst("/.*", ""))
                .distinct()
                .toList();
    }

    private static String prefix(String directory) {
        return directory.isEmpty() ? "" : directory + "/";
    }

    @Override
    public boolean isExecutable(String path) {
        return false;
    }
}
