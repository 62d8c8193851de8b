package dev.jos.iso;

import dev.jos.packages.Architecture;
import java.util.List;

/// The hardware of a virtual machine.
///
/// @param memoryMiB at least 256
/// @param processors virtual CPUs
/// @param forwardedPorts TCP ports of the guest that are reachable on some free port of 127.0.0.1
/// @param console where the serial console goes
/// @param root what the system's root file system is
/// @param disks further disks, by their sizes in bytes; they are empty at first
public record MachineSettings(
        Architecture architecture,
        int memoryMiB,
        int processors,
        List<Integer> forwardedPorts,
        Console console,
        Root root,
        List<Long> disks) {

    /// Where the guest's serial console goes; in any case also to a log.
    public enum Console {
        /// To the log only.
        LOG,
        /// To the terminal of this process and from it, raw; `ctrl-a x` ends the machine.
        TERMINAL
    }

    /// What a system finds at `/`.
    public enum Root {
        /// The machine's first disk, whatever the configuration says. What else the configuration mounts or opens is
        /// left alone, because its disks are not here.
        FIRST_DISK,
        /// What the configuration says, which has to be on one of the further disks.
        CONFIGURED
    }

    /// Less does not boot.
    public static final int LEAST_MEMORY_MIB = 256;

    public MachineSettings {
        forwardedPorts = List.copyOf(forwardedPorts);
        disks = List.copyOf(disks);
        if (memoryMiB < LEAST_MEMORY_MIB) {
            throw new IllegalArgumentException(memoryMiB + " MiB of memory are less than " + LEAST_MEMORY_MIB);
        }
        if (processors < 1) {
            throw new IllegalArgumentException("a machine needs a processor");
        }
    }

    /// 1 GiB, two processors, SSH and HTTP forwarded, the console in the log.
    public static MachineSettings of(Architecture architecture) {
        return new MachineSettings(architecture, 1024, 2, List.of(22, 80), Console.LOG, Root.FIRST_DISK, List.of());
    }

    public MachineSettings withMemoryMiB(int newMemory) {
        return new MachineSettings(architecture, newMemory, processors, forwardedPorts, console, root, disks);
    }

    public MachineSettings withConsole(Console newConsole) {
        return new MachineSettings(architecture, memoryMiB, processors, forwardedPorts, newConsole, root, disks);
    }

    public MachineSettings withForwardedPorts(List<Integer> newPorts) {
        return new MachineSettings(architecture, memoryMiB, processors, newPorts, console, root, disks);
    }

    public MachineSettings withRoot(Root newRoot) {
        return new MachineSettings(architecture, memoryMiB, processors, forwardedPorts, console, newRoot, disks);
    }

    public MachineSettings withDisks(List<Long> newDisks) {
        return new MachineSettings(architecture, memoryMiB, processors, forwardedPorts, console, root, newDisks);
    }
}
