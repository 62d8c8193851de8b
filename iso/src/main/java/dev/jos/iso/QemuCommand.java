package dev.jos.iso;

import dev.jos.host.EthernetHub;
import dev.jos.packages.Architecture;
import java.util.ArrayList;
import java.util.List;

/// The command line of QEMU for a machine of ours; see qemu(1). All paths are those of the sandbox.
final class QemuCommand {

    static final String KERNEL = "/boot/kernel";
    static final String INITRD = "/boot/initrd";
    static final String STORE_DISK = "/boot/store.erofs";
    static final String MACHINE = "/machine";
    static final String ROOT_DISK = MACHINE + "/" + VmDisk.FILE_NAME;
    static final String SERIAL_LOG = MACHINE + "/serial.log";
    static final String SOCKETS = "/sockets";
    static final String MONITOR_SOCKET = "monitor";
    static final String SHELL_SOCKET = "shell";
    static final String CONSOLE_SOCKET = "console";
    static final String AGENT_SOCKET = "agent";

    /// Where QEMU's guest agent looks for its host.
    private static final String AGENT_PORT = "org.qemu.guest_agent.0";

    private QemuCommand() {}

    static List<String> of(MachineSettings settings, Accelerator accelerator, List<String> kernelParameters) {
        List<String> all = new ArrayList<>();
        all.add(program(settings.architecture()));
        all.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none", "-name", "jos"));
        all.addAll(List.of("-machine", machine(settings.architecture())));
        all.addAll(accelerator.arguments(settings.architecture()));
        all.addAll(List.of("-smp", Integer.toString(settings.processors()), "-m", settings.memoryMiB() + "M"));
        all.addAll(List.of("-kernel", KERNEL, "-initrd", INITRD));
        all.addAll(List.of("-append", String.join(" ", kernelParameters)));
        disk(all, "root", "qcow2", ROOT_DISK, false);
        disk(all, "store", "raw", STORE_DISK, true);
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
        socket(all, AGENT_SOCKET, "");
        all.addAll(List.of("-device", "virtserialport,chardev=" + AGENT_SOCKET + ",name=" + AGENT_PORT));
        socket(all, MONITOR_SOCKET, "");
        all.addAll(List.of("-mon", "chardev=monitor,mode=control"));
        return all;
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

    /// The write cache is on: what the guest has not flushed is lost with QEMU.
    private static void disk(List<String> all, String name, String format, String file, boolean readOnly) {
        String mode = ",read-only=" + (readOnly ? "on" : "off");
        all.addAll(List.of("-blockdev", "driver=file,node-name=" + name + "-file,filename=" + file + mode));
        all.addAll(List.of("-blockdev", "driver=" + format + ",node-name=" + name + ",file=" + name + "-file" + mode));
        all.addAll(List.of("-device", "virtio-blk-pci,drive=" + name + ",serial=" + name));
    }

    /// Where the directory of the hub is that the card with this number leads to.
    static String network(int card) {
        return "/networks/" + card;
    }

    private static void card(List<String> all, int number, NetworkCard card) {
        String id = "network" + number;
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
