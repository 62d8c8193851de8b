package dev.jos.iso;

import dev.jos.host.DurableFiles;
import dev.jos.iso.disk.JosDirectory;
import dev.jos.store.Closure;
import dev.jos.store.ErofsImage;
import dev.jos.store.Store;
import dev.jos.system.SystemGeneration;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A read-only disk that holds one system as `/jos` holds it on a machine: `store/objects` with what the system
/// consists of, and `systems/<id>`.
///
/// One EROFS image per system, written as a stream and kept.
final class StoreDisk {

    private static final int BUFFER = 1 << 20;

    private final Store store;
    private final Path directory;
    private final DurableFiles files;

    /// @param directory where images are kept, by the id of their system
    StoreDisk(Store store, Path directory, DurableFiles files) {
        this.store = store;
        this.directory = directory;
        this.files = files;
    }

    /// The image of `system`, written when there is none. Images of other systems are removed: they are large, quickly
    /// made again, and a running machine keeps what it has open.
    Path ensure(SystemGeneration system) throws IOException {
        Path image = directory.resolve(system.id() + ".erofs");
        if (Files.exists(image)) {
            return image;
        }
        var contents = new JosDirectory(store);
        contents.addObjects(system);
        contents.addFiles(system, List.of(SystemGeneration.MANIFEST, SystemGeneration.VIEW, Closure.FILE_NAME));
        files.createDirectories(directory);
        removeOthers();
        files.write(image, out -> {
            var buffered = new BufferedOutputStream(out, BUFFER);
            ErofsImage.writeData(contents.tree(), contents, buffered);
            buffered.flush();
        });
        return image;
    }

    private void removeOthers() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                files.delete(each);
            }
        }
    }
}
