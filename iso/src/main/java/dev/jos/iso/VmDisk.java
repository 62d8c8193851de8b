package dev.jos.iso;

import dev.jos.host.Command;
import dev.jos.host.DurableFiles;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The writable disk of a virtual machine: ext4 in a qcow2 file that grows as it is filled.
///
/// It begins empty; the initrd makes what a root needs. It holds `/var`, `/home` and the changes to `/etc`, and stays
/// when the machine's system changes. Made without root.
final class VmDisk {

    static final String FILE_NAME = "root.qcow2";

    private static final long SIZE = 16L << 30;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Sandbox fileSystems;
    private final Sandbox qemu;
    private final DurableFiles files;

    /// @param fileSystems has mkfs.ext4(8)
    /// @param qemu has qemu-img(1)
    VmDisk(Sandbox fileSystems, Sandbox qemu, DurableFiles files) {
        this.fileSystems = fileSystems;
        this.qemu = qemu;
        this.files = files;
    }

    /// The disk in `directory`, made when there is none.
    Path ensure(Path directory) throws IOException {
        Path disk = directory.resolve(FILE_NAME);
        if (!Files.exists(disk)) {
            files.createDirectories(directory);
            make(directory, disk);
        }
        return disk;
    }

    /// The file name of a further disk, counted from 1.
    static String further(int number) {
        return "disk%d.qcow2".formatted(number);
    }

    /// Further disks in `directory`, made empty where there are none.
    void ensureFurther(Path directory, List<Long> sizes) throws IOException {
        for (int i = 0; i < sizes.size(); i++) {
            String name = further(i + 1);
            if (!Files.exists(directory.resolve(name))) {
                qemu.run(
                        Command.of("qemu-img", "create", "-q", "-f", "qcow2")
                                .with(QemuCommand.MACHINE + "/" + name, Long.toString(sizes.get(i)))
                                .timeout(LIMIT),
                        Confinement.NONE.writing(directory, QemuCommand.MACHINE));
            }
        }
    }

    /// The raw file is sparse, and so is what becomes of it.
    private void make(Path directory, Path disk) throws IOException {
        Path raw = directory.resolve("root.raw");
        Path unfinished = directory.resolve("root.qcow2.unfinished");
        try {
            files.delete(raw);
            try (RandomAccessFile file = new RandomAccessFile(raw.toFile(), "rw")) {
                file.setLength(SIZE);
            }
            Confinement seen = Confinement.NONE.writing(directory, QemuCommand.MACHINE);
            // Everything is initialised now: in the guest that work would compete with the first boot.
            fileSystems.run(
                    Command.of("mkfs.ext4", "-q", "-F", "-L", "jos-root")
                            .with("-E", "lazy_itable_init=0,lazy_journal_init=0,nodiscard")
                            .with(QemuCommand.MACHINE + "/" + raw.getFileName())
                            .timeout(LIMIT),
                    seen);
            qemu.run(
                    Command.of("qemu-img", "convert", "-f", "raw", "-O", "qcow2")
                            .with(QemuCommand.MACHINE + "/" + raw.getFileName())
                            .with(QemuCommand.MACHINE + "/" + unfinished.getFileName())
                            .timeout(LIMIT),
                    seen);
            files.rename(unfinished, disk);
        } finally {
            files.delete(raw);
            files.delete(unfinished);
        }
    }
}
