package dev.jos.iso.disk;

import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Disks as they were written, kept for all machines that begin with the same one.
public final class DiskImages {

    /// Who has not begun a machine with a disk for this long will not miss it.
    private static final Duration KEPT = Duration.ofDays(7);

    private static final String SUFFIX = ".raw";

    private final Path directory;
    private final DurableFiles files;

    public DiskImages(JosRoot root, DurableFiles files) {
        this.directory = root.cache().resolve("disks");
        this.files = files;
    }

    /// The disk with these contents, written by `image` when it is not here. Nothing may write to it.
    public Path ensure(DiskImage image, DiskContents contents, DiskSettings settings) throws IOException {
        files.createDirectories(directory);
        try (InterProcessLock _ = InterProcessLock.exclusive(directory)) {
            Path disk = directory.resolve(DiskImage.key(contents, settings).hex() + SUFFIX);
            if (!Files.exists(disk)) {
                removeOld();
                Path unfinished = directory.resolve("unfinished");
                files.delete(unfinished);
                image.write(unfinished, contents, settings);
                files.rename(unfinished, disk);
            }
            Files.setLastModifiedTime(disk, FileTime.from(Instant.now()));
            return disk;
        }
    }

    private void removeOld() throws IOException {
        Instant oldest = Instant.now().minus(KEPT);
        List<Path> all;
        try (Stream<Path> listed = Files.list(directory)) {
            all = listed.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
        for (Path each : all) {
            if (Files.getLastModifiedTime(each).toInstant().isBefore(oldest)) {
                files.delete(each);
            }
        }
    }
}
