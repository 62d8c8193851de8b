package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.iso.disk.Firmware;
import org.junit.jupiter.api.Test;

/// A board with U-Boot, which reads a menu that jos writes for it.
@MachineTest(
        config = "vm-tests/src/test/machines/installed/machine.conf",
        with = {
            "force.system.architecture = arm64",
            "force.boot.console = [ttyAMA0]",
            "force.boot.loader.systemd-boot.enable = false",
            "boot.loader.extlinux.enable = true"
        },
        firmware = Firmware.U_BOOT)
class UBootMachineTest {

    @Test
    void its_boot_loader_starts_it_with_no_failed_unit(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("cat /sys/firmware/devicetree/base/compatible"))
                .contains("linux,dummy-virt");
        machine.fail("test -e /sys/firmware/efi");
        machine.succeed("systemctl daemon-reload && systemctl is-active j.service");
        assertThat(machine.succeed("systemctl is-system-running --wait")).isEqualTo("running\n");
    }
}
