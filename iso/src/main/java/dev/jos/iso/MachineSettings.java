package dev.jos.iso;

import dev.jos.iso.disk.Firmware;
import dev.jos.packages.Architecture;
import java.util.List;
import java.util.Optional;

/// The hardware of a virtual machine.
///
/// @param memoryMiB at least 256
/// @param processors virtual CPUs
/// @param cards one of them at most leads outside
/// @param console where the serial console goes
/// @param root what the system's root file system is
/// @param disks further disks, by their sizes in bytes; they are empty at first
/// @param display whether it has a screen, with a keyboard and a pointer
/// @param firmware what it starts with; without any, QEMU loads the kernel itself
/// @param recording whether every write to its first disk is recorded
public record MachineSettings(
        Architecture architecture,
        int memoryMiB,
        int processors,
        List<NetworkCard> cards,
        Console console,
        Root root,
        List<Long> disks,
        Display display,
        Optional<Firmware> firmware,
        boolean recording) {

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

    /// The machine's screen.
    public enum Display {
        /// It has none.
        NONE,
        /// Nobody sees it, but pictures can be taken.
        HIDDEN,
        /// Whoever connects to a free port of 127.0.0.1 by VNC sees it.
        VNC
    }

    /// Less does not boot.
    public static final int LEAST_MEMORY_MIB = 256;

    public MachineSettings {
        cards = List.copyOf(cards);
        disks = List.copyOf(disks);
        if (memoryMiB < LEAST_MEMORY_MIB) {
            throw new IllegalArgumentException(memoryMiB + " MiB of memory are less than " + LEAST_MEMORY_MIB);
        }
        if (processors < 1) {
            throw new IllegalArgumentException("a machine needs a processor");
        }
        if (cards.stream().filter(NetworkCard.Outside.class::isInstance).count() > 1) {
            throw new IllegalArgumentException("two cards that lead outside");
        }
        if (firmware.isPresent() && !firmware.get().suits(architecture)) {
            throw new IllegalArgumentException("no machine of " + architecture + " has " + firmware.get());
        }
    }

    /// 1 GiB, two processors, SSH and HTTP forwarded, the console in the log, no screen.
    public static MachineSettings of(Architecture architecture) {
        List<NetworkCard> cards = List.of(new NetworkCard.Outside(List.of(22, 80)));
        return new MachineSettings(
                architecture,
                1024,
                2,
                cards,
                Console.LOG,
                Root.FIRST_DISK,
                List.of(),
                Display.NONE,
                Optional.empty(),
                false);
    }

    public MachineSettings withMemoryMiB(int newMemory) {
        return new MachineSettings(
                architecture, newMemory, processors, cards, console, root, disks, display, firmware, recording);
    }

    public MachineSettings withConsole(Console newConsole) {
        return new MachineSettings(
                architecture, memoryMiB, processors, cards, newConsole, root, disks, display, firmware, recording);
    }

    public MachineSettings withCards(List<NetworkCard> newCards) {
        return new MachineSettings(
                architecture, memoryMiB, processors, newCards, console, root, disks, display, firmware, recording);
    }

    public MachineSettings withRoot(Root newRoot) {
        return new MachineSettings(
                architecture, memoryMiB, processors, cards, console, newRoot, disks, display, firmware, recording);
    }

    public MachineSettings withDisks(List<Long> newDisks) {
        return new MachineSettings(
                architecture, memoryMiB, processors, cards, console, root, newDisks, display, firmware, recording);
    }

    public MachineSettings withDisplay(Display newDisplay) {
        return new MachineSettings(
                architecture, memoryMiB, processors, cards, console, root, disks, newDisplay, firmware, recording);
    }

    public MachineSettings withFirmware(Firmware newFirmware) {
        return new MachineSettings(
                architecture,
                memoryMiB,
                processors,
                cards,
                console,
                root,
                disks,
                display,
                Optional.of(newFirmware),
                recording);
    }

    public MachineSettings withRecording(boolean newRecording) {
        return new MachineSettings(
                architecture, memoryMiB, processors, cards, console, root, disks, display, firmware, newRecording);
    }
}
