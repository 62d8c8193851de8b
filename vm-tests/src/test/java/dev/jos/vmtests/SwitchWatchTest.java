package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.iso.disk.Firmware;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A switch that nobody confirms, and one that is killed.
@Tag("heavy")
@MachineTest(
        config = SwitchSmoke.MACHINE,
        firmware = Firmware.UEFI,
        also = SwitchWatchTest.NEXT,
        memory = 1536,
        fork = true)
class SwitchWatchTest {

    static final String NEXT = "vm-tests/src/test/machines/switching/next.conf";

    @Test
    void a_switch_that_nobody_confirms_is_taken_back_and_so_is_one_that_is_killed(Machine machine) {
        machine.waitForUnit("multi-user.target");

        String unconfirmed = machine.fail("jos switch --confirm-within 2s --system " + machine.system(NEXT) + " 2>&1")
                .output();

        assertThat(unconfirmed).contains("nobody confirmed within 2 s");
        assertThat(machine.succeed("cat /etc/motd")).isEqualTo("the first\n");

        machine.start("jos switch --confirm-within 600s --system " + machine.system(NEXT));
        machine.waitUntilSucceeds("grep -q 'the second' /etc/motd && grep -q CHECKING /jos/activation/intent.json");
        machine.succeed("systemctl kill --kill-whom=main --signal=KILL jos-switch.service");

        machine.waitUntilSucceeds("! test -e /jos/activation/intent.json");
        assertThat(machine.succeed("cat /etc/motd")).isEqualTo("the first\n");
        machine.waitForUnit("leaving.service");
    }
}
