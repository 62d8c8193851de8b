package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.iso.disk.Firmware;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/// Cuts the power at a moment of a real switch that is drawn by chance, and boots.
@Tag("heavy")
@MachineTest(
        config = SwitchSmoke.MACHINE,
        firmware = Firmware.UEFI,
        also = PowerCutTest.NEXT,
        memory = 1536,
        fork = true)
class PowerCutTest {

    static final String NEXT = "vm-tests/src/test/machines/switching/initrd.conf";

    /// Long enough for an emulated machine to have switched.
    private static final int LONGEST_MILLIS = 80_000;

    @RepeatedTest(25)
    void the_machine_boots_the_old_or_the_new_system(Machine machine, RepetitionInfo repetition) throws Exception {
        machine.waitForUnit("multi-user.target");
        machine.start("jos switch --system " + machine.system(PowerCutTest.NEXT));
        // The same moments every time: a failure can be repeated.
        int moment = new Random(repetition.getCurrentRepetition()).nextInt(LONGEST_MILLIS);
        Thread.sleep(moment);

        machine.cutPower();
        machine.boot();

        machine.waitForUnit("multi-user.target");
        assertThat(SwitchSmoke.runs(machine))
                .as("after " + moment + " ms")
                .isIn(
                        machine.system(SwitchSmoke.MACHINE).toString(),
                        machine.system(PowerCutTest.NEXT).toString());
        machine.waitUntilSucceeds("! test -e /jos/activation/intent.json");
        assertThat(machine.succeed("jos status")).doesNotContain("interrupted");
        assertThat(machine.succeed("dmesg")).doesNotContain("EXT4-fs error");
    }
}
