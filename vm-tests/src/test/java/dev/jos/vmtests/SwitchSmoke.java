package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What every installed machine has to be able to do, whatever its processor, firmware and boot loader: be
/// switched, boot what it was switched to, go back, and get over a generation that does not boot.
abstract class SwitchSmoke {

    static final String MACHINE = "vm-tests/src/test/machines/switching/machine.conf";
    static final String SECOND = "vm-tests/src/test/machines/switching/second.conf";
    static final String UNBOOTABLE = "vm-tests/src/test/machines/switching/unbootable.conf";

    /// Whether the boot loader gives up a generation that does not come up.
    boolean counts() {
        return true;
    }

    @Test
    void it_is_switched_and_boots_that_and_gets_over_what_does_not_boot_and_goes_back(Machine machine) {
        machine.waitForUnit("multi-user.target");
        machine.succeed("echo 'as edited here' >/etc/edited.conf; usermod -c 'Alice B.' alice");
        String keeper = pid(machine, "keeper");
        String leaving = pid(machine, "leaving");
        machine.start("while /usr/bin/true; do echo >>/run/executions; sleep 0.2; done; touch /run/execution-failed");

        String said = machine.succeed("jos switch --system " + machine.system(SECOND) + " 2>&1");

        assertThat(said)
                .contains("leaving.service  is no longer part of the system")
                .contains("changing.service  runs changing, which changed")
                .contains("reboot needed for: the kernel command line")
                .contains("Switched to generation 2");
        assertThat(pid(machine, "keeper")).isEqualTo(keeper);
        machine.fail("test -e /proc/" + leaving);
        assertThat(machine.succeed("cat /etc/motd /etc/edited.conf")).isEqualTo("the second\nas edited here\n");
        assertThat(machine.succeed("id -nG alice")).contains("audio");
        assertThat(machine.succeed("getent passwd alice")).contains("Alice B.");
        machine.fail("test -e /run/execution-failed");
        machine.succeed("test -s /run/executions");

        if (counts()) {
            machine.succeed("jos boot --system " + machine.system(UNBOOTABLE));
        }
        machine.reboot();

        assertThat(machine.succeed("cat /proc/cmdline")).contains("jos-test");
        assertThat(runs(machine)).isEqualTo(machine.system(SECOND).toString());
        machine.waitForUnit("multi-user.target");
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();

        assertThat(machine.succeed("jos rollback 1 2>&1")).contains("Switched to generation 1");
        assertThat(machine.succeed("cat /etc/motd")).isEqualTo("the first\n");
        machine.waitForUnit("leaving.service");
    }

    static String runs(Machine machine) {
        return machine.succeed("basename $(readlink /run/jos/system)").strip();
    }

    static String pid(Machine machine, String service) {
        return machine.succeed("systemctl show -P MainPID " + service).strip();
    }
}
