package dev.jos.iso.disk;

/// The size and kind of the disk of an installed machine.
///
/// @param sizeMiB of the whole disk
/// @param bootMiB of the boot partition, a FAT32, for which 34 is the least
public record DiskSettings(Firmware firmware, int sizeMiB, int bootMiB) {

    private static final int LEAST_BOOT_MIB = 34;

    public DiskSettings {
        if (bootMiB < LEAST_BOOT_MIB) {
            throw new IllegalArgumentException("a FAT32 has at least " + LEAST_BOOT_MIB + " MiB, not " + bootMiB);
        }
        if (sizeMiB <= bootMiB) {
            throw new IllegalArgumentException("the boot partition is larger than the disk");
        }
    }

    /// 8 GiB, of which 512 MiB are for booting.
    public static DiskSettings of(Firmware firmware) {
        return new DiskSettings(firmware, 8192, 512);
    }

    public DiskSettings withSizeMiB(int newSize) {
        return new DiskSettings(firmware, newSize, bootMiB);
    }

    public DiskSettings withBootMiB(int newSize) {
        return new DiskSettings(firmware, sizeMiB, newSize);
    }
}
