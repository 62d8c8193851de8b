package dev.jos.iso.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.packages.Architecture;
import org.junit.jupiter.api.Test;

class DiskPlanTest {

    private static final DiskSettings UEFI = DiskSettings.of(Firmware.UEFI);

    @Test
    void a_disk_for_uefi_has_a_system_partition_and_a_root_that_takes_the_rest() {
        DiskPlan plan = DiskPlan.of(UEFI, Architecture.AMD64, "seed");

        assertThat(plan.table().partitions()).containsExactly(plan.boot(), plan.root());
        assertThat(plan.boot().type()).isEqualTo(PartitionType.EFI_SYSTEM);
        assertThat(plan.boot().size()).isEqualTo(512L << 20);
        assertThat(plan.root().type()).isEqualTo(PartitionType.ROOT_X86);
        assertThat(plan.root().offset()).isEqualTo(513L << 20);
        assertThat(plan.root().size()).isEqualTo((8192L - 514) << 20);
    }

    @Test
    void a_disk_for_a_bios_has_room_for_grub_and_a_boot_partition_that_is_marked() {
        DiskPlan plan = DiskPlan.of(DiskSettings.of(Firmware.BIOS), Architecture.AMD64, "seed");

        assertThat(plan.table().partitions().getFirst().type()).isEqualTo(PartitionType.BIOS_BOOT);
        assertThat(plan.boot().type()).isEqualTo(PartitionType.BOOT);
        assertThat(plan.table().partitions().get(plan.table().bootable())).isEqualTo(plan.boot());
    }

    @Test
    void ids_follow_from_the_seed_and_are_valid() {
        DiskPlan plan = DiskPlan.of(UEFI, Architecture.ARM64, "seed");

        assertThat(DiskPlan.of(UEFI, Architecture.ARM64, "seed")).isEqualTo(plan);
        assertThat(DiskPlan.of(UEFI, Architecture.ARM64, "other").rootId()).isNotEqualTo(plan.rootId());
        assertThat(plan.root().id().version()).isEqualTo(8);
        assertThat(plan.root().id().variant()).isEqualTo(2);
        assertThat(plan.root().id()).isNotEqualTo(plan.boot().id());
        assertThat(plan.root().type()).isEqualTo(PartitionType.ROOT_ARM);
    }

    @Test
    void sizes_that_make_no_disk_are_refused() {
        assertThatThrownBy(() -> UEFI.withBootMiB(33)).hasMessageContaining("at least 34 MiB");
        assertThatThrownBy(() -> UEFI.withSizeMiB(512)).hasMessageContaining("larger than the disk");
    }
}
