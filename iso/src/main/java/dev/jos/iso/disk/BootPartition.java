package dev.jos.iso.disk;

import dev.jos.bootloader.BootDirectory;
import dev.jos.bootloader.BootFile;
import dev.jos.bootloader.BootItem;
import dev.jos.bootloader.BootMenu;
import dev.jos.host.DurableFiles;
import dev.jos.host.SystemCalls;
import dev.jos.packages.Architecture;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeId;
import dev.jos.system.BlobReference;
import dev.jos.system.KernelReference;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// What lies on the boot partition of a machine whose first generation is a system: the boot loader, and its menu.
final class BootPartition {

    private static final String LOADERS = "usr/lib/systemd/boot/efi/";
    private static final int TIMEOUT_SECONDS = 0;

    private final Store store;
    private final DurableFiles files;
    private final SystemCalls calls;

    BootPartition(Store store, DurableFiles files, SystemCalls calls) {
        this.store = store;
        this.files = files;
        this.calls = calls;
    }

    /// Writes everything into `directory`, which is empty.
    void write(SystemGeneration system, Path directory) throws IOException {
        String suffix =
                efiSuffix(Architecture.parse(system.manifest().architecture()).orElseThrow());
        byte[] loader = loader(system, "systemd-boot" + suffix + ".efi");
        files.write(directory.resolve("EFI/systemd/systemd-boot" + suffix + ".efi"), loader);
        files.write(directory.resolve("EFI/BOOT/BOOT" + suffix.toUpperCase(java.util.Locale.ROOT) + ".EFI"), loader);
        KernelReference kernel = system.manifest().kernel().orElseThrow();
        BootItem item = new BootItem(
                1,
                "jos " + system.manifest().hostName(),
                "generation 1",
                file("linux", system.kernel(), kernel.image()),
                List.of(file("initrd", system.initrd(), kernel.initrd())),
                system.commandLine(),
                false);
        new BootDirectory(directory, files, calls).install(new BootMenu(List.of(item), 1, TIMEOUT_SECONDS));
    }

    private static BootFile file(String kind, Path source, BlobReference blob) {
        return new BootFile(kind, source, blob.sha256(), blob.size());
    }

    private static String efiSuffix(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> "x64";
            case ARM64 -> "aa64";
        };
    }

    private byte[] loader(SystemGeneration system, String name) throws IOException {
        Tree view = store.tree(new TreeId(system.manifest().view()));
        for (String path : List.of(LOADERS + name + ".signed", LOADERS + name)) {
            if (view.node(path).orElse(null) instanceof RegularFile file) {
                try (InputStream in = store.open(file.content())) {
                    return in.readAllBytes();
                }
            }
        }
        throw new IOException("the system " + system.id() + " has no `" + name + "`");
    }
}
