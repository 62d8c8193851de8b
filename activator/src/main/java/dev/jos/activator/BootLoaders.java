package dev.jos.activator;

import dev.jos.bootloader.BootFile;
import dev.jos.bootloader.BootItem;
import dev.jos.bootloader.BootLoader;
import dev.jos.bootloader.Extlinux;
import dev.jos.bootloader.Grub;
import dev.jos.bootloader.LoaderFile;
import dev.jos.bootloader.SystemdBoot;
import dev.jos.host.DurableFiles;
import dev.jos.host.SystemCalls;
import dev.jos.store.Store;
import dev.jos.system.BlobReference;
import dev.jos.system.KernelReference;
import dev.jos.system.LoaderPrograms;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What boots a system, and how a generation of it appears in the menu.
public final class BootLoaders {

    private final Store store;
    private final DurableFiles files;
    private final SystemCalls calls;

    public BootLoaders(Store store, DurableFiles files, SystemCalls calls) {
        this.store = store;
        this.files = files;
        this.calls = calls;
    }

    /// The loader that `system` asks for, which has to ask for one, on the partition mounted at `partition`.
    public BootLoader loader(SystemGeneration system, Path partition) throws IOException {
        return switch (system.manifest().boot().orElseThrow().loader()) {
            case SYSTEMD_BOOT -> new SystemdBoot(partition, programs(system), files, calls);
            case GRUB -> Grub.onBios(partition, files, calls);
            case GRUB_EFI -> Grub.onEfi(partition, programs(system), files, calls);
            case EXTLINUX -> new Extlinux(partition, files, calls);
            case NONE -> throw new IllegalArgumentException("no boot loader");
        };
    }

    private List<LoaderFile> programs(SystemGeneration system) throws IOException {
        List<LoaderFile> programs = new ArrayList<>();
        LoaderPrograms.of(system, store).forEach((path, source) -> programs.add(new LoaderFile(path, source)));
        return programs;
    }

    /// A generation as a line of the menu.
    public static BootItem item(int number, SystemGeneration system) {
        KernelReference kernel = system.manifest().kernel().orElseThrow();
        boolean counted =
                system.manifest().boot().map(boot -> boot.menu().counting()).orElse(false);
        return new BootItem(
                number,
                "jos " + system.manifest().hostName(),
                "generation " + number + ", Linux " + kernel.release(),
                file("linux", system.kernel(), kernel.image()),
                List.of(file("initrd", system.initrd(), kernel.initrd())),
                system.commandLine(),
                counted);
    }

    private static BootFile file(String kind, Path source, BlobReference blob) {
        return new BootFile(kind, source, blob.sha256(), blob.size());
    }
}
