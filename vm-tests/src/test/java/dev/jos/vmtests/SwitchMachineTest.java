package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.iso.disk.Firmware;
import org.junit.jupiter.api.Test;

/// An installed machine that is switched between systems by its own `jos`, and boots them.
@MachineTest(
        config = SwitchMachineTest.MACHINE,
        firmware = Firmware.UEFI,
        also = {SwitchMachineTest.NEXT, SwitchMachineTest.BROKEN, SwitchMachineTest.UNBOOTABLE},
        memory = 1536,
        fork = true)
class SwitchMachineTest {

    static final String MACHINE = "vm-tests/src/test/machines/switching/machine.conf";
    static final String NEXT = "vm-tests/src/test/machines/switching/next.conf";
    static final String BROKEN = "vm-tests/src/test/machines/switching/broken.conf";
    static final String UNBOOTABLE = "vm-tests/src/test/machines/switching/unbootable.conf";

    @Test
    void a_switch_changes_what_differs_and_leaves_the_rest_alone(Machine machine) {
        machine.waitForUnit("multi-user.target");
        machine.succeed("echo 'as edited here' >/etc/edited.conf; usermod -c 'Alice B.' alice");
        String keeper = pid(machine, "keeper");
        String changing = pid(machine, "changing");
        String leaving = pid(machine, "leaving");
        machine.start("while /usr/bin/true; do echo >>/run/executions; sleep 0.03; done; touch /run/execution-failed");

        String said = machine.succeed("jos switch --system " + machine.system(NEXT) + " 2>&1");

        assertThat(said)
                .contains("leaving.service  is no longer part of the system")
                .contains("nginx.service  is new")
                .contains("reboot needed for: the kernel command line")
                .contains("Switched to generation 2");
        assertThat(pid(machine, "keeper")).isEqualTo(keeper);
        assertThat(pid(machine, "changing")).isNotEqualTo(changing);
        machine.fail("test -e /proc/" + leaving);
        machine.waitForUnit("nginx.service");
        assertThat(machine.succeed("cat /etc/motd /etc/edited.conf")).isEqualTo("the second\nas edited here\n");
        assertThat(machine.succeed("id -nG alice")).contains("audio");
        assertThat(machine.succeed("getent passwd alice")).contains("Alice B.");
        machine.fail("test -e /run/execution-failed");
        machine.succeed("test -s /run/executions");
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();

        machine.reboot();

        assertThat(machine.succeed("cat /proc/cmdline")).contains("jos-test");
        machine.waitForUnit("nginx.service");
        machine.waitUntilSucceeds("! ls /boot/loader/entries | grep -q -- '-000002+'");

        assertThat(machine.succeed("jos rollback 2>&1")).contains("Switched to generation 1");
        assertThat(machine.succeed("cat /etc/motd")).isEqualTo("the first\n");
        machine.waitForUnit("leaving.service");
        machine.fail("command -v nginx");
    }

    @Test
    void a_service_that_cannot_start_takes_the_switch_back(Machine machine) {
        machine.waitForUnit("multi-user.target");
        String changing = pid(machine, "changing");
        String menu = machine.succeed("cat /boot/loader/entries/*");

        String said = machine.fail("jos switch --system " + machine.system(BROKEN) + " 2>&1")
                .output();

        assertThat(said).contains("broken.service could not be started").contains("runs again");
        assertThat(machine.succeed("basename $(readlink /run/jos/system)").strip())
                .isEqualTo(machine.system(MACHINE).toString());
        assertThat(machine.succeed("cat /etc/motd")).isEqualTo("the first\n");
        assertThat(pid(machine, "changing")).isNotEqualTo(changing);
        assertThat(machine.succeed("cat /boot/loader/entries/*")).isEqualTo(menu);
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
    }

    @Test
    void a_generation_that_does_not_boot_gives_way_by_itself(Machine machine) {
        machine.waitForUnit("multi-user.target");
        machine.succeed("jos boot --system " + machine.system(UNBOOTABLE));
        assertThat(machine.succeed("ls /boot/loader/entries")).contains("-000002+3.conf");

        machine.reboot();

        assertThat(machine.succeed("basename $(readlink /run/jos/system)").strip())
                .isEqualTo(machine.system(MACHINE).toString());
        assertThat(machine.succeed("ls /boot/loader/entries")).contains("-000002+0-3.conf");
    }

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

    private static String pid(Machine machine, String service) {
        return machine.succeed("systemctl show -P MainPID " + service).strip();
    }
}
