package dev.jos.iso.disk;

import dev.jos.activator.BootLoaders;
import dev.jos.bootloader.BootMenu;
import dev.jos.host.DurableFiles;
import dev.jos.host.SystemCalls;
import dev.jos.store.Store;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What lies on the boot partition of a machine whose first generation is a system: the boot loader, and its menu.
final class BootPartition {

    private static final int FIRST = 1;

    private final BootLoaders loaders;

    BootPartition(Store store, DurableFiles files, SystemCalls calls) {
        this.loaders = new BootLoaders(store, files, calls);
    }

    /// Writes everything into `directory`, which is empty. Nothing but this generation can be started, so its attempts
    /// are not counted.
    void write(SystemGeneration system, Path directory) throws IOException {
        var menu = new BootMenu(
                List.of(BootLoaders.item(FIRST, system).uncounted()),
                FIRST,
                system.manifest().boot().orElseThrow().menu().timeoutSeconds());
        loaders.loader(system, directory).install(menu);
    }
}
