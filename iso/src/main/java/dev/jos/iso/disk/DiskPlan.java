package dev.jos.iso.disk;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Where everything lies on the disk of an installed machine, decided before anything is written.
///
/// @param root the root file system, ext4
/// @param boot the boot partition, FAT32
/// @param rootId the UUID of the root file system
/// @param bootId the serial number of the boot file system
record DiskPlan(GuidPartitionTable table, Partition boot, Partition root, UUID rootId, int bootId) {

    /// What `PARTLABEL=` finds.
    static final String BOOT_LABEL = "jos-boot";

    static final String ROOT_LABEL = "jos-root";
    private static final String LOADER_LABEL = "jos-loader";

    private static final long MEBIBYTE = (1 << 20) / GuidPartitionTable.SECTOR;

    /// @param seed what all ids are made from: equal disks have equal ids
    static DiskPlan of(DiskSettings settings, Architecture architecture, String seed) {
        List<Partition> partitions = new ArrayList<>();
        long next = GuidPartitionTable.ALIGNMENT;
        if (settings.firmware() == Firmware.BIOS) {
            partitions.add(
                    new Partition(LOADER_LABEL, PartitionType.BIOS_BOOT, id(seed, LOADER_LABEL), next, MEBIBYTE));
            next += MEBIBYTE;
        }
        PartitionType bootType = settings.firmware() == Firmware.UEFI ? PartitionType.EFI_SYSTEM : PartitionType.BOOT;
        Partition boot = new Partition(BOOT_LABEL, bootType, id(seed, BOOT_LABEL), next, settings.bootMiB() * MEBIBYTE);
        partitions.add(boot);
        next = boot.last() + 1;
        long sectors = settings.sizeMiB() * MEBIBYTE;
        long end = (sectors - GuidPartitionTable.OVERHEAD) / MEBIBYTE * MEBIBYTE;
        Partition root =
                new Partition(ROOT_LABEL, PartitionType.root(architecture), id(seed, ROOT_LABEL), next, end - next);
        partitions.add(root);
        int bootable = settings.firmware() == Firmware.UEFI ? -1 : partitions.indexOf(boot);
        var table = new GuidPartitionTable(sectors, id(seed, "disk"), partitions, bootable);
        return new DiskPlan(table, boot, root, id(seed, "root"), (int)
                Sha256.of(bytes(seed)).a());
    }

    /// A UUID that follows from `seed`, of version 8, "custom"; see RFC 9562, 5.8.
    private static UUID id(String seed, String role) {
        Sha256 digest = Sha256.of(bytes(seed + "/" + role));
        return new UUID(
                (digest.a() & 0xffff_ffff_ffff_0fffL) | 0x8000L,
                (digest.b() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
