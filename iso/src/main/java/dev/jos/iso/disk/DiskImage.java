package dev.jos.iso.disk;

import dev.jos.host.Command;
import dev.jos.host.DurableFiles;
import dev.jos.host.ProcessResult;
import dev.jos.host.RunningProcess;
import dev.jos.host.Sha256;
import dev.jos.host.SystemCalls;
import dev.jos.modules.LoaderKind;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.Store;
import dev.jos.store.TarArchive;
import dev.jos.store.Tree;
import dev.jos.system.BootReference;
import dev.jos.system.SystemGeneration;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Writes the disk of an installed machine: a partition table, a boot partition with the boot loader and
/// its menu, and a root file system that holds the store. No step needs root.
///
/// Equal contents and settings give equal bytes.
public final class DiskImage {

    /// Raised when the same contents become other bytes.
    private static final int VERSION = 3;

    /// What programs take for the time at which they write: the first day that FAT knows, in seconds since 1970.
    private static final long EPOCH = 315_619_200;

    private static final String DISK = "/disk/";
    private static final String STAGED = "/staged";
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int BUFFER = 1 << 20;

    private final ToolsView tools;
    private final Store store;
    private final DurableFiles files;
    private final SystemCalls calls;

    public DiskImage(ToolsView tools, Store store, DurableFiles files, SystemCalls calls) {
        this.tools = tools;
        this.store = store;
        this.files = files;
        this.calls = calls;
    }

    /// Names the bytes that [#write] gives for these arguments.
    public static Sha256 key(DiskContents contents, DiskSettings settings) {
        String systems = Stream.concat(Stream.of(contents.system()), contents.others().stream())
                .map(SystemGeneration::id)
                .map(Object::toString)
                .reduce("", (all, each) -> all + "\n" + each);
        String text = VERSION + "\n" + settings + systems + "\n" + contents.configuration();
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes a raw disk to `disk`, which must not exist: a sparse file. What is left after a failure is of no use.
    public void write(Path disk, DiskContents contents, DiskSettings settings) throws IOException {
        LoaderKind loader =
                contents.system().manifest().boot().map(BootReference::loader).orElse(LoaderKind.NONE);
        if (!settings.firmware().starts(loader)) {
            throw new IOException("the system " + contents.system().id() + " has the boot loader " + loader.word()
                    + ", which machines with " + settings.firmware() + " do not start");
        }
        DiskPlan plan = DiskPlan.of(
                settings, contents.architecture(), key(contents, settings).hex());
        Path staging = disk.resolveSibling(disk.getFileName() + ".staged");
        files.deleteTree(staging);
        Path boot = staging.resolve("boot");
        Path jos = staging.resolve("jos");
        files.createDirectories(boot);
        files.createDirectories(jos);
        try {
            writeTable(disk, plan);
            if (settings.firmware() == Firmware.BIOS) {
                writeGrub(disk, plan, staging);
            }
            new BootPartition(store, files, calls).write(contents.system(), boot);
            writeBoot(disk, plan, boot);
            var contentsOfJos = new JosDirectory(store);
            Tree root = new RootFileSystem(files).compose(contents, contentsOfJos, jos);
            writeRoot(disk, plan, root, contentsOfJos);
        } finally {
            files.deleteTree(staging);
        }
    }

    private static void writeTable(Path disk, DiskPlan plan) throws IOException {
        byte[] end = plan.table().end();
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            long size = plan.table().sectors() * GuidPartitionTable.SECTOR;
            file.setLength(size);
            file.write(plan.table().start());
            file.seek(size - end.length);
            file.write(end);
        }
    }

    private void writeGrub(Path disk, DiskPlan plan, Path staging) throws IOException {
        int boot = plan.table().partitions().indexOf(plan.boot()) + 1;
        GrubImage grub = GrubImage.make(tools.sandbox(ToolSet.GRUB), tools.root(ToolSet.GRUB), boot, staging);
        Partition place = plan.table().partitions().getFirst();
        byte[] core = BiosBootCode.core(grub.core(), place.first());
        if (core.length > place.size()) {
            throw new IOException("GRUB takes " + core.length + " bytes, and its partition has " + place.size());
        }
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.write(BiosBootCode.bootSector(plan.table().start(), grub.boot(), place.first()));
            file.seek(place.offset());
            file.write(core);
        }
    }

    private void writeBoot(Path disk, DiskPlan plan, Path staged) throws IOException {
        Confinement seen = seeing(disk).reading(staged, STAGED);
        run(
                Command.of("mkfs.vfat", "-F", "32", "-S", Integer.toString(GuidPartitionTable.SECTOR))
                        .with("--invariant", "-i", "%08x".formatted(plan.bootId()), "-n", "JOS-BOOT")
                        .with("--offset", Long.toString(plan.boot().first()), DISK + disk.getFileName())
                        .with(Long.toString(plan.boot().size() / 1024)),
                seen);
        datedAlike(staged);
        List<String> entries = new ArrayList<>();
        try (Stream<Path> all = Files.list(staged)) {
            all.sorted().forEach(each -> entries.add(STAGED + "/" + each.getFileName()));
        }
        run(
                Command.of("mcopy", "-s", "-Q", "-m", "-i")
                        .with(DISK + disk.getFileName() + "@@" + plan.boot().offset())
                        .with(entries.toArray(String[]::new))
                        .with("::"),
                seen);
    }

    private static void datedAlike(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.setLastModifiedTime(each, FileTime.fromMillis(EPOCH * 1000));
            }
        }
    }

    /// The archive goes straight to mkfs: nothing is written twice.
    private void writeRoot(Path disk, DiskPlan plan, Tree root, JosDirectory contents) throws IOException {
        Command command = dated(Command.of("mkfs.ext4", "-q", "-F", "-L", DiskPlan.ROOT_LABEL, "-b", "4096")
                .with("-U", plan.rootId().toString(), "-d", "-")
                .with(
                        "-E",
                        "offset=" + plan.root().offset() + ",hash_seed=" + plan.rootId()
                                + ",root_owner=0:0,lazy_itable_init=0,lazy_journal_init=0")
                .with(DISK + disk.getFileName(), plan.root().size() / 1024 + "k")
                .stdin(new Command.Input.Piped()));
        try (RunningProcess mkfs = tools.sandbox(ToolSet.FILE_SYSTEMS).start(command, seeing(disk))) {
            IOException broken = null;
            try (OutputStream out = new BufferedOutputStream(mkfs.input(), BUFFER)) {
                TarArchive.write(root, contents, out);
            } catch (IOException e) {
                broken = e;
            }
            ProcessResult result = mkfs.await(LIMIT);
            if (broken != null || result.status() != 0) {
                throw new IOException("mkfs.ext4 failed: " + result.errorTail().strip(), broken);
            }
        }
    }

    private void run(Command command, Confinement seen) throws IOException {
        tools.sandbox(ToolSet.FILE_SYSTEMS).run(dated(command).timeout(LIMIT), seen);
    }

    private static Command dated(Command command) {
        return command.env("SOURCE_DATE_EPOCH", Long.toString(EPOCH)).env("TZ", "UTC");
    }

    private static Confinement seeing(Path disk) {
        return Confinement.NONE.writing(disk.toAbsolutePath().resolveSibling("."), "/disk");
    }
}
