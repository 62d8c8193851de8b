package dev.jos.bootloader;

import dev.jos.host.DurableFiles;
import dev.jos.host.Sha256;
import dev.jos.host.SystemCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The directory that a boot loader reads: what all loaders have in common there. Kernels and initrds lie in `jos/`,
/// named by their content.
final class BootPartition {

    static final String BLOBS = "jos";

    /// Room for the entries, the loader's configuration, directories and rounding up to clusters.
    private static final long RESERVE = 1 << 20;

    private final Path root;
    private final DurableFiles files;
    private final SystemCalls system;

    BootPartition(Path root, DurableFiles files, SystemCalls system) {
        this.root = root;
        this.files = files;
        this.system = system;
    }

    Path path(String relative) {
        return root.resolve(relative);
    }

    DurableFiles files() {
        return files;
    }

    /// Where the loader finds a kernel or an initrd.
    static String path(BootFile file) {
        return "/" + BLOBS + "/" + file.fileName();
    }

    /// Copies what `menu` needs and is not there yet, and flushes it.
    ///
    /// @throws BootDirectoryFullException before anything was written
    void addBlobs(BootMenu menu) throws IOException {
        SortedSet<String> there = names(BLOBS);
        List<BootFile> missing = blobs(menu).values().stream()
                .filter(blob -> !there.contains(blob.fileName()))
                .toList();
        long needed = RESERVE + missing.stream().mapToLong(BootFile::size).sum();
        long free = system.freeBytes(root);
        if (needed > free) {
            throw new BootDirectoryFullException(root, needed, free);
        }
        files.createDirectories(root.resolve(BLOBS));
        for (BootFile blob : missing) {
            files.write(root.resolve(BLOBS).resolve(blob.fileName()), out -> blob.copyTo(out));
        }
        files.syncFileSystem(root);
    }

    /// Deletes what `menu` does not need, leftovers included.
    void removeBlobsBut(BootMenu menu) throws IOException {
        SortedSet<String> unneeded = names(BLOBS);
        unneeded.removeAll(blobs(menu).keySet());
        for (String name : unneeded) {
            files.delete(root.resolve(BLOBS).resolve(name));
        }
        files.syncFileSystem(root);
    }

    private static Map<String, BootFile> blobs(BootMenu menu) {
        var blobs = new LinkedHashMap<String, BootFile>();
        for (BootItem item : menu.newestFirst()) {
            blobs.put(item.linux().fileName(), item.linux());
            item.initrds().forEach(initrd -> blobs.put(initrd.fileName(), initrd));
        }
        return blobs;
    }

    /// Puts the programs of the loader in their places where they are not those already.
    void update(Collection<LoaderFile> programs) throws IOException {
        for (LoaderFile program : programs) {
            Path target = root.resolve(program.path());
            if (!isSame(target, program.source())) {
                files.write(target, out -> Files.copy(program.source(), out));
            }
        }
    }

    /// Gives a file of the loader this content, where it has another.
    void update(String path, byte[] content) throws IOException {
        Path target = root.resolve(path);
        if (!Files.isRegularFile(target) || !Arrays.equals(Files.readAllBytes(target), content)) {
            files.write(target, content);
        }
    }

    private static boolean isSame(Path target, Path source) throws IOException {
        try {
            return Files.size(target) == Files.size(source)
                    && Sha256.ofFile(target).equals(Sha256.ofFile(source));
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /// The names in a directory; none if there is no such directory.
    SortedSet<String> names(String directory) throws IOException {
        var names = new TreeSet<String>();
        try (Stream<Path> children = Files.list(root.resolve(directory))) {
            children.forEach(child -> names.add(String.valueOf(child.getFileName())));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return names;
        }
        return names;
    }
}
