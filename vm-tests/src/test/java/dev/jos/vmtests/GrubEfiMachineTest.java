package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.iso.disk.Firmware;
import org.junit.jupiter.api.Test;

/// An installed machine with UEFI, which starts GRUB.
@MachineTest(
        config = "vm-tests/src/test/machines/installed/machine.conf",
        with = {
            "force.boot.loader.systemd-boot.enable = false",
            "boot.loader.grub { enable = true, efi = true }",
            "boot.kernel.params += no_timer_check"
        },
        firmware = Firmware.UEFI)
class GrubEfiMachineTest {

    @Test
    void its_boot_loader_starts_it_with_no_failed_unit(Machine machine) {
        machine.waitForUnit("multi-user.target");

        machine.succeed("test -e /sys/firmware/efi");
        assertThat(machine.succeed("cat /proc/cmdline")).startsWith("BOOT_IMAGE=/jos/");
        assertThat(machine.succeed("systemctl is-system-running --wait")).isEqualTo("running\n");
    }
}
