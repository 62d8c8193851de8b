package dev.jos.activator.switching;

import dev.jos.modules.LoaderKind;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// The partition that the boot loader reads is not as it has to be; nothing has been changed.
public final class BootPartitionProblem extends IOException {

    /// What is wrong.
    public enum Kind {
        /// There is nothing mounted there.
        NOT_MOUNTED,
        READ_ONLY,
        /// Firmware reads FAT only.
        NOT_FAT
    }

    private final transient Path partition;
    private final Kind kind;

    BootPartitionProblem(Path partition, Kind kind) {
        super("the boot partition `" + partition + "` is " + kind);
        this.partition = partition;
        this.kind = kind;
    }

    public Path partition() {
        return partition;
    }

    public Kind kind() {
        return kind;
    }

    static void check(Path partition, LoaderKind loader) throws IOException {
        if (!Files.isDirectory(partition)) {
            throw new BootPartitionProblem(partition, Kind.NOT_MOUNTED);
        }
        FileStore store = Files.getFileStore(partition);
        boolean firmware = loader == LoaderKind.SYSTEMD_BOOT || loader == LoaderKind.GRUB_EFI;
        if (firmware && isSame(partition, partition.resolve(".."))) {
            throw new BootPartitionProblem(partition, Kind.NOT_MOUNTED);
        }
        if (firmware && !store.type().equals("vfat")) {
            throw new BootPartitionProblem(partition, Kind.NOT_FAT);
        }
        if (store.isReadOnly()) {
            throw new BootPartitionProblem(partition, Kind.READ_ONLY);
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.getAttribute(one, "unix:dev").equals(Files.getAttribute(other, "unix:dev"));
    }
}
