package dev.jos.iso;

import dev.jos.host.Command;
import dev.jos.host.DurableFiles;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The first disk of a machine: a chain of qcow2 files, each of which holds what was written since the one before was
/// closed. Only the last is written to.
final class MachineDisk {

    /// Where machines see what the first file of a chain lies on.
    static final String BASE = "/base/disk.raw";

    /// Whether 4 KiB are there is known for each of them, and what was not flushed is lost by these.
    private static final String PARTS = "extended_l2=on,cluster_size=128k";

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration COPY_LIMIT = Duration.ofMinutes(10);

    private final Path directory;
    private final Sandbox qemu;
    private final DurableFiles files;

    /// @param directory of the machine
    /// @param qemu has qemu-img(1)
    MachineDisk(Path directory, Sandbox qemu, DurableFiles files) {
        this.directory = directory;
        this.qemu = qemu;
        this.files = files;
    }

    /// Begins a chain on the raw disk `base`, unless there is one already.
    void install(Path base) throws IOException {
        if (!Files.exists(directory.resolve(name(0)))) {
            create(name(0), BASE, "raw", Confinement.NONE.reading(base, BASE));
        }
    }

    /// The name of the file that is written to.
    String current() {
        return name(last());
    }

    /// Closes the current file for ever and begins another one that lies on it.
    ///
    /// @param base the raw disk below, if there is one
    /// @return an empty log for what is written to it
    Path branch(Optional<Path> base) throws IOException {
        int next = last() + 1;
        Confinement seen = Confinement.NONE;
        create(
                name(next),
                name(next - 1),
                "qcow2",
                base.map(path -> seen.reading(path, BASE)).orElse(seen));
        Path log = directory.resolve(log(next));
        files.write(log, new byte[0]);
        return log;
    }

    /// Writes the disk as it was when the current file was begun to `raw`: a sparse file that refers to nothing.
    ///
    /// @param base the raw disk below, if there is one
    void copyBeforeCurrent(Path raw, Optional<Path> base) throws IOException {
        Confinement seen = Confinement.NONE
                .writing(directory, QemuCommand.MACHINE)
                .writing(raw.toAbsolutePath().resolveSibling("."), "/copies");
        qemu.run(
                Command.of("qemu-img", "convert", "-f", "qcow2", "-O", "raw")
                        .with(QemuCommand.MACHINE + "/" + name(last() - 1), "/copies/" + raw.getFileName())
                        .timeout(COPY_LIMIT),
                base.map(path -> seen.reading(path, BASE)).orElse(seen));
    }

    /// The name of the log of writes to the current file.
    String currentLog() {
        return log(last());
    }

    private int last() {
        int last = 0;
        while (Files.exists(directory.resolve(name(last + 1)))) {
            last++;
        }
        return last;
    }

    private static String name(int number) {
        return number == 0 ? VmDisk.FILE_NAME : "root-%d.qcow2".formatted(number);
    }

    private static String log(int number) {
        return "root-%d.writes".formatted(number);
    }

    private void create(String name, String below, String format, Confinement seen) throws IOException {
        qemu.run(
                Command.of("qemu-img", "create", "-q", "-f", "qcow2", "-F", format, "-b", below)
                        .with("-o", PARTS)
                        .with(QemuCommand.MACHINE + "/" + name)
                        .timeout(LIMIT),
                seen.writing(directory, QemuCommand.MACHINE));
    }
}
