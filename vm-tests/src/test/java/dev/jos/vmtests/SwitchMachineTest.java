package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.iso.disk.Firmware;
import org.junit.jupiter.api.Test;

/// A machine with UEFI and systemd-boot, switched between systems by its own `jos`.
@MachineTest(
        config = SwitchSmoke.MACHINE,
        firmware = Firmware.UEFI,
        also = {SwitchSmoke.SECOND, SwitchMachineTest.BROKEN, SwitchSmoke.UNBOOTABLE},
        memory = 1536,
        fork = true)
class SwitchMachineTest extends SwitchSmoke {

    static final String BROKEN = "vm-tests/src/test/machines/switching/broken.conf";

    @Test
    void a_service_that_cannot_start_takes_the_switch_back(Machine machine) {
        machine.waitForUnit("multi-user.target");
        String changing = pid(machine, "changing");
        String menu = machine.succeed("grep -h options /boot/loader/entries/*");

        String said = machine.fail("jos switch --system " + machine.system(BROKEN) + " 2>&1")
                .output();

        assertThat(said).contains("broken.service could not be started").contains("runs again");
        assertThat(runs(machine)).isEqualTo(machine.system(MACHINE).toString());
        assertThat(pid(machine, "changing")).isEqualTo(changing);
        assertThat(machine.succeed("grep -h options /boot/loader/entries/*")).isEqualTo(menu);
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
    }
}
