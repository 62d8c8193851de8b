package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A machine of another architecture than most that build it.
@MachineTest(
        config = "examples/minimal/machine.conf",
        with = {"force.system.architecture = arm64", "force.boot.console = [ttyAMA0]"})
class ArmMachineTest {

    @Test
    void it_runs_with_no_failed_unit(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("systemctl is-system-running --wait")).isEqualTo("running\n");
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        assertThat(machine.succeed("uname -m; dpkg --print-architecture")).isEqualTo("aarch64\narm64\n");
    }
}
