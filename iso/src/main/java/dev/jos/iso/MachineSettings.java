package dev.jos.iso;

import dev.jos.packages.Architecture;
import java.util.List;

/// The hardware of a virtual machine.
///
/// @param memoryMiB at least 256
/// @param processors virtual CPUs
/// @param forwardedPorts TCP ports of the guest that are reachable on some free port of 127.0.0.1
/// @param console where the serial console goes
public record MachineSettings(
        Architecture architecture, int memoryMiB, int processors, List<Integer> forwardedPorts, Console console) {

    /// Where the guest's serial console goes; in any case also to a log.
    public enum Console {
        /// To the log only.
        LOG,
        /// To the terminal of this process and from it, raw; `ctrl-a x` ends the machine.
        TERMINAL
    }

    /// Less does not boot.
    public static final int LEAST_MEMORY_MIB = 256;

    public MachineSettings {
        forwardedPorts = List.copyOf(forwardedPorts);
        if (memoryMiB < LEAST_MEMORY_MIB) {
            throw new IllegalArgumentException(memoryMiB + " MiB of memory are less than " + LEAST_MEMORY_MIB);
        }
        if (processors < 1) {
            throw new IllegalArgumentException("a machine needs a processor");
        }
    }

    /// 1 GiB, two processors, SSH and HTTP forwarded, the console in the log.
    public static MachineSettings of(Architecture architecture) {
        return new MachineSettings(architecture, 1024, 2, List.of(22, 80), Console.LOG);
    }

    public MachineSettings withMemoryMiB(int newMemory) {
        return new MachineSettings(architecture, newMemory, processors, forwardedPorts, console);
    }

    public MachineSettings withConsole(Console newConsole) {
        return new MachineSettings(architecture, memoryMiB, processors, forwardedPorts, newConsole);
    }

    public MachineSettings withForwardedPorts(List<Integer> newPorts) {
        return new MachineSettings(architecture, memoryMiB, processors, newPorts, console);
    }
}
