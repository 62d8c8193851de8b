package dev.jos.iso.disk;

import dev.jos.packages.Architecture;

/// What a machine starts with when it is switched on, and what looks for a boot loader on its disk.
public enum Firmware {
    /// OVMF or AAVMF, with variables that stay.
    UEFI,
    /// SeaBIOS.
    BIOS,
    /// U-Boot, as on boards.
    U_BOOT;

    /// Whether there are such machines.
    public boolean suits(Architecture architecture) {
        return switch (this) {
            case UEFI -> true;
            case BIOS -> architecture == Architecture.AMD64;
            case U_BOOT -> architecture == Architecture.ARM64;
        };
    }
}
