package dev.jos.iso.disk;

import dev.jos.modules.LoaderKind;
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

    /// Whether it starts this boot loader from a disk that jos wrote.
    public boolean starts(LoaderKind loader) {
        return switch (this) {
            case UEFI -> loader == LoaderKind.SYSTEMD_BOOT || loader == LoaderKind.GRUB_EFI;
            case BIOS -> loader == LoaderKind.GRUB;
            // It is a UEFI too, if a simple one.
            case U_BOOT -> loader == LoaderKind.EXTLINUX || loader == LoaderKind.SYSTEMD_BOOT;
        };
    }
}
