package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.iso.Recording;
import dev.jos.iso.disk.Firmware;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A machine whose writes are recorded; see dm-log-writes in the documentation of the kernel.
@Tag("heavy")
@MachineTest(
        config = "vm-tests/src/test/machines/installed/machine.conf",
        firmware = Firmware.UEFI,
        disk = 4096,
        record = true)
class RecordedMachineTest {

    private static final String MARK = "this very sentence is looked for among the writes";

    @Test
    void what_is_written_and_flushed_is_in_the_log(Machine machine) throws IOException {
        machine.waitForUnit("multi-user.target");
        Recording recording = machine.recording();
        long before = recording.entries();

        machine.succeed("echo '" + MARK + "' >/var/lib/mark; sync");

        assertThat(recording.entries()).isGreaterThan(before);
        byte[] log = Files.readAllBytes(recording.log());
        assertThat(new String(log, StandardCharsets.ISO_8859_1)).contains(MARK);
    }

    @Test
    void the_disk_before_the_recording_boots_another_machine(Machine machine) {
        machine.succeed("echo after >/var/lib/after; sync");
        Path disk = machine.workingDirectory().resolve("before");

        machine.copyRecordedDisk(disk);

        machine.onDisk(disk, other -> {
            other.boot();
            other.fail("test -e /var/lib/after");
            assertThat(other.bootedSystem()).isEqualTo(machine.bootedSystem());
        });
    }
}
