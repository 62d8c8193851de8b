package dev.jos.cli.command;

import dev.jos.store.Attributes;
import dev.jos.store.Directory;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.StoreBatch;
import dev.jos.store.TreeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A jar or a directory that classes of this program are loaded from.
///
/// @param name its own, with a number in front that keeps the order and tells namesakes apart
record ClassPathEntry(String name, Path path) {

    private static final Attributes FILE = Attributes.of(0644);

    /// All of this program, in the order in which Java looks for classes.
    static List<ClassPathEntry> ofThis() {
        List<ClassPathEntry> entries = new ArrayList<>();
        for (String each : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            Path path = Path.of(each);
            if (!each.isEmpty() && Files.exists(path)) {
                String name = String.format(Locale.ROOT, "%02d-%s", entries.size(), path.getFileName());
                entries.add(new ClassPathEntry(name, path));
            }
        }
        return entries;
    }

    /// Puts the files at `target`.
    void addTo(TreeBuilder view, String target, StoreBatch batch) throws IOException {
        if (!Files.isDirectory(path)) {
            view.put(target, file(path, batch));
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : (Iterable<Path>) all.sorted()::iterator) {
                String below = path.relativize(each).toString();
                String place = below.isEmpty() ? target : target + "/" + below;
                view.put(place, Files.isDirectory(each) ? Directory.of(0755) : file(each, batch));
            }
        }
    }

    private static RegularFile file(Path file, StoreBatch batch) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ObjectId id = batch.add(in, false);
            return new RegularFile(FILE, id, Files.size(file));
        }
    }
}
