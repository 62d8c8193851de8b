package dev.jos.vmtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.iso.disk.Firmware;
import dev.jos.vmtests.Machine;
import dev.jos.vmtests.MachineTest;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The power of a machine fails at moments of real switches that nobody has chosen.
@Tag("heavy")
@MachineTest(
        config = CrashMatrixTest.FIRST,
        firmware = Firmware.UEFI,
        also = CrashMatrixTest.SECOND,
        disk = 4096,
        memory = 1536,
        fork = true)
class PowerCutTest {

    private static final int CUTS = Integer.getInteger("jos.crash.cuts", 25);
    private static final long SEED = 20;

    @Test
    void a_power_cut_at_any_moment_of_a_switch_leaves_one_complete_system(Machine machine) {
        machine.waitForUnit("multi-user.target");
        machine.snapshot("before");
        int whole = millisecondsOfASwitch(machine);
        Random random = new Random(SEED);
        int switched = 0;
        for (int i = 1; i <= CUTS; i++) {
            int moment = random.nextInt(whole);
            String cut = "cut %d of %d, %d of %d ms after the begin, seed %d".formatted(i, CUTS, moment, whole, SEED);
            System.out.println(cut);
            machine.forkFromSnapshot("before");
            machine.start(switching(machine));
            // Random moments are what this is about; the guest's clock is that of its switch.
            machine.succeed("sleep %d.%03d".formatted(moment / 1000, moment % 1000));
            machine.cutPower();
            machine.boot();
            switched += checkAfter(machine, cut) ? 1 : 0;
        }
        System.out.println(switched + " of " + CUTS + " booted the new system");
    }

    private static int millisecondsOfASwitch(Machine machine) {
        String times = machine.succeed("cat /proc/uptime; systemd-run --quiet --wait --unit=measured "
                + switching(machine) + " >/dev/null; cat /proc/uptime");
        String[] lines = times.split("\n", -1);
        return (int) (1000 * (seconds(lines[1]) - seconds(lines[0])));
    }

    private static double seconds(String uptime) {
        return Double.parseDouble(uptime.split(" ", 2)[0]);
    }

    private static String switching(Machine machine) {
        return "jos switch --system " + machine.system(CrashMatrixTest.SECOND);
    }

    /// @return whether the new system booted
    private static boolean checkAfter(Machine machine, String cut) {
        machine.waitForUnit("multi-user.target");
        String booted = machine.bootedSystem().toString();
        String old = machine.system(CrashMatrixTest.FIRST).toString();
        String next = machine.system(CrashMatrixTest.SECOND).toString();
        assertThat(booted).as(cut).isIn(old, next);
        assertThat(machine.runningSystem()).as(cut).hasToString(booted);
        assertThat(machine.succeed("cat /etc/motd"))
                .as(cut)
                .isEqualTo(booted.equals(old) ? "the first\n" : "the second\n");
        // The next jos finds what was interrupted, and says so.
        machine.waitUntilSucceeds("! test -e /jos/activation/intent.json");
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .as(cut)
                .isEmpty();
        return booted.equals(next);
    }
}
