package dev.jos.iso.disk;

import dev.jos.packages.Architecture;
import java.util.UUID;

/// What a partition is for, by the ids that firmware, boot loaders and systemd know; see the UEFI Specification, 5.3.3,
/// and the Discoverable Partitions Specification.
enum PartitionType {
    /// The EFI system partition.
    EFI_SYSTEM("c12a7328-f81f-11d2-ba4b-00a0c93ec93b"),
    /// Where GRUB lies on a disk for a BIOS.
    BIOS_BOOT("21686148-6449-6e6f-744e-656564454649"),
    /// A boot partition that no firmware looks for, the extended boot loader partition.
    BOOT("bc13c2ff-59e6-4262-a352-b275fd6f7172"),
    ROOT_X86("4f68bce3-e8cd-4db1-96e7-fbcaf984b709"),
    ROOT_ARM("b921b045-1df0-41c3-af44-4c6f280d3fae");

    private final UUID id;

    PartitionType(String id) {
        this.id = UUID.fromString(id);
    }

    UUID id() {
        return id;
    }

    static PartitionType root(Architecture architecture) {
        return switch (architecture) {
            case AMD64 -> ROOT_X86;
            case ARM64 -> ROOT_ARM;
        };
    }
}
