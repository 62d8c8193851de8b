package dev.jos.iso;

import java.nio.file.Path;

/// How a machine gets to its system.
sealed interface Start {

    /// QEMU loads kernel and initrd itself; the system lies on a disk of its own.
    record Direct(BootFiles files, Path storeDisk) implements Start {}

    /// The firmware finds a boot loader on the first disk.
    ///
    /// @param code of the firmware
    /// @param base the raw disk that the machine's own one begins with
    record Installed(Path code, Path base) implements Start {}
}
