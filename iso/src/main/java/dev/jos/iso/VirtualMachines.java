package dev.jos.iso;

import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import dev.jos.host.SystemCalls;
import dev.jos.iso.disk.DiskContents;
import dev.jos.iso.disk.DiskImage;
import dev.jos.iso.disk.DiskImages;
import dev.jos.iso.disk.DiskSettings;
import dev.jos.packages.Architecture;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.Store;
import dev.jos.store.StoreHold;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Virtual machines by name, each with a disk of its own that outlives the systems booted on it.
public final class VirtualMachines {

    private static final List<String> ROOT_PARAMETERS = List.of("root=", "rootfstype=", "rootflags=");

    /// What the disk of an installed machine lies on.
    private static final String BASE = "base.raw";

    private final JosRoot root;
    private final Store store;
    private final ToolsView tools;
    private final DurableFiles files;
    private final SystemCalls calls;

    public VirtualMachines(JosRoot root, Store store, ToolsView tools, DurableFiles files, SystemCalls calls) {
        this.root = root;
        this.store = store;
        this.tools = tools;
        this.files = files;
        this.calls = calls;
    }

    /// The machine `name` with everything it needs to boot `system`: QEMU, a disk with the system, and its own disk,
    /// which is made when there is none. It is off.
    ///
    /// @throws MachineInUse if the machine runs already, of whichever process
    public VirtualMachine prepare(String name, SystemGeneration system, MachineSettings settings) throws IOException {
        return locked(name, (directory, lock) -> {
            Sandbox qemu = tools.sandbox(emulator(settings));
            VmDisk disks = new VmDisk(tools.sandbox(ToolSet.FILE_SYSTEMS), qemu, files);
            disks.ensure(directory);
            disks.ensureFurther(directory, settings.disks());
            Path storeDisk = new StoreDisk(store, directory.resolve("store"), files).ensure(system);
            Start start = new Start.Direct(bootFiles(system, settings), storeDisk);
            MachineDisk disk = new MachineDisk(directory, qemu, files);
            return new VirtualMachine(
                    new Launch(qemu, accelerator(qemu, system, settings), settings, start, directory, disk), lock);
        });
    }

    /// The machine `name`, installed: it boots from its own disk, with the firmware of the settings. The disk is made
    /// when there is none, and begins as [DiskImage] writes it. It is off.
    ///
    /// @throws MachineInUse if the machine runs already, of whichever process
    public VirtualMachine install(String name, DiskContents contents, DiskSettings disk, MachineSettings settings)
            throws IOException {
        return installed(
                name,
                contents.system(),
                settings.withFirmware(disk.firmware()),
                directory -> base(directory, contents, disk));
    }

    /// The machine `name` with a disk that begins as the raw disk `disk`, which has to stay as it is: it
    /// lies on the file system of this root. The machine is made when there is none. It is off.
    ///
    /// @param system one that is on the disk
    /// @param settings with the firmware
    /// @throws MachineInUse if the machine runs already, of whichever process
    public VirtualMachine adopt(String name, Path disk, SystemGeneration system, MachineSettings settings)
            throws IOException {
        return installed(name, system, settings, directory -> {
            Path base = directory.resolve(BASE);
            if (!Files.exists(base)) {
                calls.link(disk, base);
            }
            return base;
        });
    }

    /// Gives the raw disk that lies below that of the machine in a directory, in that directory.
    @FunctionalInterface
    private interface DiskBelow {
        Path in(Path directory) throws IOException;
    }

    private VirtualMachine installed(String name, SystemGeneration system, MachineSettings settings, DiskBelow below)
            throws IOException {
        return locked(name, (directory, lock) -> {
            Sandbox qemu = tools.sandbox(emulator(settings));
            Path base = below.in(directory);
            MachineDisk own = new MachineDisk(directory, qemu, files);
            own.install(base);
            new VmDisk(tools.sandbox(ToolSet.FILE_SYSTEMS), qemu, files).ensureFurther(directory, settings.disks());
            Path code = new FirmwareFiles(tools, qemu, files)
                    .ensure(directory, settings.firmware().orElseThrow(), settings.architecture());
            Start start = new Start.Installed(code, base);
            return new VirtualMachine(
                    new Launch(qemu, accelerator(qemu, system, settings), settings, start, directory, own), lock);
        });
    }

    /// What the disk of the machine in `directory` lies on, now and for as long as there is that machine.
    private Path base(Path directory, DiskContents contents, DiskSettings disk) throws IOException {
        Path base = directory.resolve(BASE);
        if (!Files.exists(base)) {
            DiskImage image = new DiskImage(tools, store, files, calls);
            calls.link(new DiskImages(root, files).ensure(image, contents, disk), base);
        }
        return base;
    }

    @FunctionalInterface
    private interface Preparation {
        VirtualMachine prepare(Path directory, InterProcessLock lock) throws IOException;
    }

    private VirtualMachine locked(String name, Preparation preparation) throws IOException {
        Path directory = root.vm(name);
        files.createDirectories(directory);
        Optional<InterProcessLock> lock = InterProcessLock.tryExclusive(directory);
        if (lock.isEmpty()) {
            throw new MachineInUse(name);
        }
        try (StoreHold _ = store.hold()) {
            return preparation.prepare(directory, lock.get());
        } catch (IOException | RuntimeException e) {
            lock.get().close();
            throw e;
        }
    }

    private Accelerator accelerator(Sandbox qemu, SystemGeneration system, MachineSettings settings)
            throws IOException {
        return new KvmProbe(root.cache().resolve("kvm"), files).choose(qemu, settings.architecture(), system.kernel());
    }

    /// Forgets the machine `name` with its disk; it is fine if there is none.
    ///
    /// @throws MachineInUse if it runs
    public void delete(String name) throws IOException {
        Path directory = root.vm(name);
        files.createDirectories(directory);
        try (InterProcessLock _ = InterProcessLock.tryExclusive(directory).orElseThrow(() -> new MachineInUse(name))) {
            files.deleteTree(directory);
        }
    }

    private static ToolSet emulator(MachineSettings settings) {
        return switch (settings.architecture()) {
            case AMD64 -> ToolSet.QEMU_X86;
            case ARM64 -> ToolSet.QEMU_ARM;
        };
    }

    /// The system's own command line, but with the disks of the virtual machine.
    private static BootFiles bootFiles(SystemGeneration system, MachineSettings settings) {
        List<String> parameters =
                switch (settings.root()) {
                    case CONFIGURED -> words(system.commandLine());
                    case FIRST_DISK -> onFirstDisk(words(system.commandLine()));
                };
        parameters.add("jos.store=/dev/vdb");
        if (settings.architecture() == Architecture.AMD64) {
            // On a busy host an emulated timer may miss its check, and the kernel would panic over that.
            parameters.add("no_timer_check");
        }
        return new BootFiles(system.kernel(), system.initrd(), parameters);
    }

    private static List<String> words(String commandLine) {
        return new ArrayList<>(List.of(commandLine.split(" ", -1)));
    }

    /// A system with a root of its own has all its file systems on disks that are not here.
    private static List<String> onFirstDisk(List<String> configured) {
        List<String> parameters = new ArrayList<>(configured);
        if (parameters.removeIf(word -> ROOT_PARAMETERS.stream().anyMatch(word::startsWith))) {
            parameters.addAll(List.of("fstab=no", "luks=no"));
        }
        parameters.addAll(List.of("root=/dev/vda", "rootfstype=ext4"));
        return parameters;
    }
}
