package dev.jos.packages.triggers;

import dev.jos.store.Attributes;
import dev.jos.store.Directory;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.StoreBatch;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Takes files that tools made into the store: owned by root, readable by all, with one given time.
final class OutputCollector implements AutoCloseable {

    private static final int FILE_MODE = 0644;
    private static final int DIRECTORY_MODE = 0755;

    private final long time;
    private final StoreBatch batch;
    private final TreeBuilder tree = Tree.builder();

    OutputCollector(Store store, long time) throws IOException {
        this.time = time;
        this.batch = store.batch();
    }

    /// Adds the file or directory `path` below `directory`, with what it holds. Returns whether there is one.
    boolean addFrom(Path directory, String path) throws IOException {
        Path file = directory.resolve(path);
        if (!Files.exists(file)) {
            return false;
        }
        try (Stream<Path> below = Files.walk(file)) {
            for (Path each : (Iterable<Path>) below::iterator) {
                put(directory, each);
            }
        }
        return true;
    }

    private void put(Path directory, Path file) throws IOException {
        String path = directory.relativize(file).toString();
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            tree.put(path, new Directory(Attributes.of(DIRECTORY_MODE).withMtime(time)));
        } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream in = Files.newInputStream(file)) {
                ObjectId content = batch.add(in, false);
                tree.put(path, new RegularFile(Attributes.of(FILE_MODE).withMtime(time), content, Files.size(file)));
            }
        } else {
            throw new IOException("`" + path + "` is neither a file nor a directory");
        }
    }

    /// Adds a file with this content.
    void add(String path, byte[] content) throws IOException {
        ObjectId object = batch.add(content, false);
        tree.put(path, new RegularFile(Attributes.of(FILE_MODE).withMtime(time), object, content.length));
    }

    /// Everything added, durably in the store.
    Tree finish() throws IOException {
        Tree whole = tree.build();
        batch.add(whole);
        batch.commit();
        return whole;
    }

    @Override
    public void close() throws IOException {
        batch.close();
    }
}
