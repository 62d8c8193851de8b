package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.iso.disk.Firmware;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A machine that boots from its own disk through a boot loader, and goes back to that state before each test.
@MachineTest(
        config = "vm-tests/src/test/machines/installed/machine.conf",
        firmware = Firmware.UEFI,
        also = "vm-tests/src/test/machines/installed/other.conf",
        fork = true)
class InstalledMachineTest {

    private static final String OTHER = "vm-tests/src/test/machines/installed/other.conf";

    @Test
    void its_boot_loader_starts_the_system_that_is_its_first_generation(Machine machine) {
        machine.waitForUnit("multi-user.target");

        assertThat(machine.succeed("bootctl status")).contains("Product: systemd-boot");
        assertThat(machine.succeed("findmnt -n -o FSTYPE /; findmnt -n -o FSTYPE /boot"))
                .isEqualTo("ext4\nvfat\n");
        assertThat(machine.succeed("systemctl list-units --failed --plain --no-legend"))
                .isEmpty();
        assertThat(machine.succeed("cat /jos/generations/system/1"))
                .contains(machine.succeed("basename $(readlink /run/jos/booted-system)")
                        .strip());
    }

    @Test
    void its_disk_holds_another_system_to_switch_to(Machine machine) {
        assertThat(machine.succeed("cat /jos/systems/" + machine.system(OTHER) + "/generation.json"))
                .contains("\"hello\"");
        machine.succeed("touch /jos/store/staging-is-writable && rm /jos/store/staging-is-writable");
    }

    @Test
    void a_power_cut_loses_what_was_not_flushed_and_nothing_else(Machine machine) {
        machine.succeed("echo flushed >/var/lib/flushed; sync; echo lost >/var/lib/lost");

        machine.cutPower();
        machine.boot();

        assertThat(machine.succeed("cat /var/lib/flushed")).isEqualTo("flushed\n");
        machine.fail("test -e /var/lib/lost");
        assertThat(machine.succeed("dmesg")).doesNotContain("EXT4-fs error");
    }

    @Test
    void each_test_begins_with_the_machine_as_it_had_booted(Machine machine) {
        machine.fail("test -e /var/lib/flushed");
        machine.succeed("echo flushed >/var/lib/flushed; sync");
    }

    @Test
    void what_explains_a_failure_is_kept_and_the_failure_says_where(Machine machine) throws IOException {
        machine.succeed("echo 'something happened' | systemd-cat");
        machine.waitForJournal("something happened");
        machine.cutPower();

        AssertionError told = FailureLogs.of(TestBench.open(), "InstalledMachineTest", "kept")
                .kept(Map.of("machine", machine), new AssertionError("It failed."));

        Path logs = Path.of(String.valueOf(told.getMessage()).replaceFirst("(?s).*Logs are in ", ""));
        assertThat(told).hasMessageStartingWith("It failed.");
        assertThat(logs.resolve("machine/serial.log")).content().contains("Reached target");
        assertThat(logs.resolve("machine/journal.log")).content().contains("something happened");
    }
}
