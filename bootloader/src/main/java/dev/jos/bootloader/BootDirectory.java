package dev.jos.bootloader;

import dev.jos.host.DurableFiles;
import dev.jos.host.SystemCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// The boot partition: kernels, initrds, entries and the loader's configuration.
///
/// A menu is written as a whole into the one of two *sets* of entries, `a` and `b`, that the loader's default pattern
/// does
/// not name; moving the default to it is a single rename. So nothing is edited in place, the pattern also matches
/// what to fall back to, and whenever the machine stops, the loader finds the old menu or the new one, complete.
public final class BootDirectory {

    private static final Path LOADER_CONFIGURATION = Path.of("loader/loader.conf");

    private final Path root;
    private final DurableFiles files;
    private final SystemCalls system;

    /// Touches nothing yet.
    ///
    /// @param root where the boot partition is mounted
    public BootDirectory(Path root, DurableFiles files, SystemCalls system) {
        this.root = root;
        this.files = files;
        this.system = system;
    }

    /// Makes `menu` what the boot loader offers. Entries that keep their content keep their attempts, too.
    ///
    /// @throws BootDirectoryFullException before anything was changed
    public void install(BootMenu menu) throws IOException {
        BootDirectoryState before = BootDirectoryState.read(root);
        BootPlan plan = BootPlan.of(menu, before);
        checkSpace(plan);

        files.createDirectories(root.resolve(BootPlan.BLOBS));
        files.createDirectories(root.resolve(BootPlan.ENTRIES));
        deleteAll(BootPlan.ENTRIES, plan.entriesToDeleteFirst());
        for (BootFile blob : plan.blobsToWrite()) {
            files.write(root.resolve(BootPlan.BLOBS).resolve(blob.fileName()), out -> Files.copy(blob.source(), out));
        }
        files.syncFileSystem(root);
        for (BootEntry entry : plan.entriesToWrite()) {
            files.write(root.resolve(BootPlan.ENTRIES).resolve(entry.fileName()), entry.render());
        }
        files.syncFileSystem(root);
        files.write(
                root.resolve(LOADER_CONFIGURATION), plan.loaderConfiguration().getBytes(StandardCharsets.UTF_8));
        files.syncFileSystem(root);
        deleteAll(BootPlan.ENTRIES, plan.entriesToDelete());
        files.syncFileSystem(root);
        deleteAll(BootPlan.BLOBS, plan.blobsToDelete());
        files.syncFileSystem(root);
    }

    private void checkSpace(BootPlan plan) throws IOException {
        long needed = plan.bytesNeeded();
        long free = system.freeBytes(root);
        if (needed > free) {
            throw new BootDirectoryFullException(root, needed, free);
        }
    }

    private void deleteAll(String directory, Set<String> names) throws IOException {
        for (String name : names) {
            files.delete(root.resolve(directory).resolve(name));
        }
    }
}
