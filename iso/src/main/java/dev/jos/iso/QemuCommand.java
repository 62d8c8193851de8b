package dev.jos.iso;

import dev.jos.host.EthernetHub;
import dev.jos.iso.disk.Firmware;
import dev.jos.packages.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The command line of QEMU for a machine of ours; see qemu(1). All paths are those of the sandbox.
final class QemuCommand {

    static final String KERNEL = "/boot/kernel";
    static final String INITRD = "/boot/initrd";
    static final String STORE_DISK = "/boot/store.erofs";
    static final String MACHINE = "/machine";
    static final String FIRMWARE = "/firmware/code.fd";
    static final String VARIABLES = MACHINE + "/variables.qcow2";
    static final String SERIAL_LOG = MACHINE + "/serial.log";
    static final String JOURNAL = MACHINE + "/journal.log";
    static final String SOCKETS = "/sockets";
    static final String MONITOR_SOCKET = "monitor";
    static final String SHELL_SOCKET = "shell";
    static final String CONSOLE_SOCKET = "console";
    static final String AGENT_SOCKET = "agent";

    /// The node of the first disk that holds its snapshots.
    static final String ROOT = "root";

    private static final String FLASH = ",pflash0=firmware,pflash1=variables";

    /// Where QEMU's guest agent looks for its host.
    private static final String AGENT_PORT = "org.qemu.guest_agent.0";

    private QemuCommand() {}

    /// @param rootDisk the name of the file with the first disk, in the directory of the machine
    /// @param log the name of the file that records writes to it; empty if nothing is recorded
    record Disk(String rootDisk, Optional<String> log) {}

    /// A machine that has no firmware: QEMU loads its kernel.
    static List<String> direct(
            MachineSettings settings, Accelerator accelerator, Disk disk, List<String> kernelParameters) {
        List<String> all = start(settings, accelerator, "");
        all.addAll(List.of("-kernel", KERNEL, "-initrd", INITRD));
        all.addAll(List.of("-append", String.join(" ", kernelParameters)));
        rootDisk(all, disk, "");
        disk(all, "store", "raw", STORE_DISK, true);
        devices(all, settings);
        return all;
    }

    /// A machine whose firmware looks for a boot loader on its first disk.
    static List<String> installed(MachineSettings settings, Accelerator accelerator, Disk disk) {
        Firmware firmware = settings.firmware().orElseThrow();
        List<String> all = start(settings, accelerator, firmware == Firmware.UEFI ? FLASH : "");
        switch (firmware) {
            case UEFI -> {
                node(all, "firmware", "raw", FIRMWARE, true);
                node(all, "variables", "qcow2", VARIABLES, false);
            }
            case BIOS, U_BOOT -> all.addAll(List.of("-bios", FIRMWARE));
        }
        all.addAll(
                switch (firmware) {
                    case UEFI, BIOS -> GuestShell.systemTables();
                    case U_BOOT -> GuestShell.firmwareFiles();
                });
        rootDisk(all, disk, ",bootindex=0");
        devices(all, settings);
        return all;
    }

    private static List<String> start(MachineSettings settings, Accelerator accelerator, String machineOptions) {
        List<String> all = new ArrayList<>();
        all.add(program(settings.architecture()));
        all.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none", "-name", "jos"));
        all.addAll(List.of("-machine", machine(settings.architecture()) + machineOptions));
        all.addAll(accelerator.arguments(settings.architecture()));
        all.addAll(List.of("-smp", Integer.toString(settings.processors()), "-m", settings.memoryMiB() + "M"));
        return all;
    }

    private static void devices(List<String> all, MachineSettings settings) {
        for (int i = 1; i <= settings.disks().size(); i++) {
            String name = VmDisk.further(i);
            disk(all, name.substring(0, name.indexOf('.')), "qcow2", MACHINE + "/" + name, false);
        }
        for (int i = 0; i < settings.cards().size(); i++) {
            card(all, i, settings.cards().get(i));
        }
        display(all, settings);
        console(all, settings.console());
        all.addAll(List.of("-device", "virtio-rng-pci"));
        socket(all, SHELL_SOCKET, "");
        all.addAll(List.of("-device", "virtio-serial-pci"));
        all.addAll(List.of("-device", "virtserialport,chardev=shell,name=" + GuestShell.PORT));
        all.addAll(List.of("-chardev", "file,id=journal,append=on,path=" + JOURNAL));
        all.addAll(List.of("-device", "virtserialport,chardev=journal,name=" + GuestShell.JOURNAL_PORT));
        socket(all, AGENT_SOCKET, "");
        all.addAll(List.of("-device", "virtserialport,chardev=" + AGENT_SOCKET + ",name=" + AGENT_PORT));
        socket(all, MONITOR_SOCKET, "");
        all.addAll(List.of("-mon", "chardev=monitor,mode=control"));
    }

    /// Boots nothing but a kernel, by KVM, with its console on standard output; ends when the kernel panics.
    static List<String> kernelAlone(Architecture architecture) {
        List<String> all = new ArrayList<>();
        all.add(program(architecture));
        all.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"));
        all.addAll(List.of("-machine", machine(architecture), "-m", "512M"));
        all.addAll(Accelerator.KVM.arguments(architecture));
        all.addAll(List.of("-kernel", KERNEL, "-serial", "stdio"));
        all.addAll(List.of("-append", "panic=-1 console=" + consoleDevice(architecture)));
        return all;
    }

    /// The block devices that a snapshot of the machine has to hold.
    static List<String> writableNodes(MachineSettings settings) {
        List<String> all = new ArrayList<>(List.of(ROOT));
        if (settings.firmware().equals(Optional.of(Firmware.UEFI))) {
            all.add("variables");
        }
        for (int i = 1; i <= settings.disks().size(); i++) {
            all.add("disk" + i);
        }
        return all;
    }

    /// The guest's name for its serial console.
    static String consoleDevice(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> "ttyS0";
            case ARM64 -> "ttyAMA0";
        };
    }

    private static String program(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> "qemu-system-x86_64";
            case ARM64 -> "qemu-system-aarch64";
        };
    }

    private static String machine(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> "q35";
            case ARM64 -> "virt";
        };
    }

    /// @param more options of the device; with a `bootindex` the firmware boots from it and from nothing else
    private static void rootDisk(List<String> all, Disk disk, String more) {
        node(all, ROOT, "qcow2", MACHINE + "/" + disk.rootDisk(), false);
        String drive = ROOT;
        if (disk.log().isPresent()) {
            all.addAll(List.of(
                    "-blockdev",
                    "driver=file,node-name=log-file,filename=" + MACHINE + "/"
                            + disk.log().get()));
            all.addAll(List.of(
                    "-blockdev",
                    "driver=blklogwrites,node-name=recorded,file=" + ROOT
                            + ",log=log-file,log-sector-size=512,log-super-update-interval=1"));
            drive = "recorded";
        }
        all.addAll(List.of("-device", "virtio-blk-pci,drive=" + drive + ",serial=root" + more));
    }

    private static void disk(List<String> all, String name, String format, String file, boolean readOnly) {
        node(all, name, format, file, readOnly);
        all.addAll(List.of("-device", "virtio-blk-pci,drive=" + name + ",serial=" + name));
    }

    /// The write cache is on: what the guest has not flushed is lost with QEMU.
    private static void node(List<String> all, String name, String format, String file, boolean readOnly) {
        String mode = ",read-only=" + (readOnly ? "on" : "off");
        all.addAll(List.of("-blockdev", "driver=file,node-name=" + name + "-file,filename=" + file + mode));
        all.addAll(List.of("-blockdev", "driver=" + format + ",node-name=" + name + ",file=" + name + "-file" + mode));
    }

    /// Where the directory of the hub is that the card with this number leads to.
    static String network(int card) {
        return "/networks/" + card;
    }

    /// What QEMU calls the card with this number.
    static String card(int number) {
        return "network" + number;
    }

    private static void card(List<String> all, int number, NetworkCard card) {
        String id = card(number);
        switch (card) {
            case NetworkCard.Outside outside -> {
                all.addAll(List.of("-netdev", outside(id, outside.forwardedPorts())));
                device(all, id, NetworkCard.Outside.HARDWARE_ADDRESS);
            }
            case NetworkCard.Inside inside -> {
                String hub = network(number) + "/" + EthernetHub.SOCKET;
                all.addAll(List.of("-netdev", "stream,id=" + id + ",server=off,addr.type=unix,addr.path=" + hub));
                device(all, id, inside.hardwareAddress());
            }
        }
    }

    /// Port 0 of the host means a free one, chosen by the kernel.
    private static String outside(String id, List<Integer> forwardedPorts) {
        StringBuilder network = new StringBuilder("user,id=" + id);
        for (int port : forwardedPorts) {
            network.append(",hostfwd=tcp:127.0.0.1:0-:").append(port);
        }
        return network.toString();
    }

    private static void device(List<String> all, String network, String hardwareAddress) {
        all.addAll(List.of("-device", "virtio-net-pci,netdev=" + network + ",mac=" + hardwareAddress + ",romfile="));
    }

    private static void display(List<String> all, MachineSettings settings) {
        if (settings.display() == MachineSettings.Display.NONE) {
            return;
        }
        String card =
                switch (settings.architecture()) {
                    case AMD64 -> "virtio-vga";
                    case ARM64 -> "virtio-gpu-pci";
                };
        all.addAll(List.of("-device", card, "-device", "virtio-keyboard-pci", "-device", "virtio-tablet-pci"));
        if (settings.display() == MachineSettings.Display.VNC) {
            all.addAll(List.of("-vnc", "127.0.0.1:0,to=99"));
        }
    }

    private static void console(List<String> all, MachineSettings.Console console) {
        String log = ",logfile=" + SERIAL_LOG + ",logappend=on";
        switch (console) {
            case LOG -> socket(all, CONSOLE_SOCKET, log);
            case TERMINAL -> {
                all.addAll(List.of("-chardev", "stdio,id=console,mux=on,signal=off" + log));
                all.addAll(List.of("-mon", "chardev=console,mode=readline"));
            }
        }
        all.addAll(List.of("-serial", "chardev:console"));
    }

    private static void socket(List<String> all, String name, String more) {
        String path = ",path=" + SOCKETS + "/" + name;
        all.addAll(List.of("-chardev", "socket,id=" + name + path + ",server=on,wait=off" + more));
    }
}
