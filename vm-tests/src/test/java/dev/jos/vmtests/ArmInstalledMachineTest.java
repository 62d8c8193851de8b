package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.iso.disk.Firmware;
import org.junit.jupiter.api.Test;

/// An installed machine of another architecture than most that build it.
@MachineTest(
        config = "vm-tests/src/test/machines/installed/machine.conf",
        with = {"force.system.architecture = arm64", "force.boot.console = [ttyAMA0]"},
        firmware = Firmware.UEFI)
class ArmInstalledMachineTest {

    @Test
    void its_boot_loader_starts_it_with_no_failed_unit(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("uname -m")).isEqualTo("aarch64\n");
        assertThat(machine.succeed("bootctl status")).contains("Product: systemd-boot");
        assertThat(machine.succeed("systemctl is-system-running --wait")).isEqualTo("running\n");
    }
}
