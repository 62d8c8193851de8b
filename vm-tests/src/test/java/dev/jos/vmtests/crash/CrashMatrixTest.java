package dev.jos.vmtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.iso.Recording;
import dev.jos.iso.disk.Firmware;
import dev.jos.vmtests.Machine;
import dev.jos.vmtests.MachineTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every state that a crash may leave on the disk while a machine is switched boots the old generation or the new one,
/// complete. On its boot partition lies an initrd of a generation that is gone, which the switch deletes.
@Tag("heavy")
@MachineTest(
        config = CrashMatrixTest.FIRST,
        firmware = Firmware.UEFI,
        also = CrashMatrixTest.SECOND,
        disk = 4096,
        memory = 1536,
        record = true)
class CrashMatrixTest {

    static final String FIRST = "vm-tests/src/test/machines/crash/machine.conf";
    static final String SECOND = "vm-tests/src/test/machines/crash/second.conf";

    private static final int PER_KIND = 16;
    private static final int BOOTS = 20;
    private static final long SEED = 1;

    @Test
    void whatever_a_crash_leaves_boots_one_complete_generation(Machine machine) throws IOException {
        settle(machine);
        machine.succeed("head -c 3000000 /dev/urandom >/boot/jos/" + "0".repeat(64) + ".initrd; sync");
        Recording recording = machine.recording();
        long from = recording.entries();
        switchTo(machine, SECOND);
        machine.succeed("sync");
        long to = recording.entries();
        deleteKernelsFirst(machine);
        long wrong = recording.entries();
        machine.cutPower();
        Path before = machine.workingDirectory().resolve("before");
        machine.copyRecordedDisk(before);

        try (CrashMatrix matrix = new CrashMatrix(before, recording.log(), from, to)) {
            CrashReport report = new CrashReport(matrix.before().generation());
            matrix.forEach(PER_KIND, SEED, report::add);
            bootSome(machine, matrix, report);
            publish(report);
            assertThat(report.problems()).isEmpty();
            assertThat(report.states()).isGreaterThan(1000);
            assertThat(badOnes(matrix)).as("bad states without flushes").isPositive();
        }
        try (CrashMatrix matrix = new CrashMatrix(before, recording.log(), to, wrong)) {
            CrashReport report = new CrashReport(matrix.before().generation());
            matrix.forEach(PER_KIND, SEED, report::add);
            assertThat(report.problems()).as("when kernels are deleted first").isNotEmpty();
        }
    }

    private static int badOnes(CrashMatrix matrix) {
        int[] bad = {0};
        matrix.forEachWithoutFlushes(
                PER_KIND, SEED, each -> bad[0] += each.verdict().isGood() ? 0 : 1);
        return bad[0];
    }

    private static void bootSome(Machine machine, CrashMatrix matrix, CrashReport report) {
        Path raw = machine.workingDirectory().resolve("state");
        machine.copyRecordedDisk(raw);
        List<Integer> chosen = CrashMatrix.spread(report.states(), BOOTS);
        matrix.forEach(PER_KIND, SEED, each -> {
            if (chosen.contains(each.number())) {
                boot(machine, matrix, each, raw);
                report.addBoot(each);
            }
        });
    }

    private static void boot(Machine machine, CrashMatrix matrix, CrashMatrix.Case each, Path raw) {
        try {
            matrix.materialise(each.state().disk(), raw);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        machine.onDisk(raw, other -> {
            other.boot();
            other.waitForUnit("multi-user.target");
            assertThat(other.bootedSystem().toString())
                    .as("what state %d boots, in step `%s`", each.number(), each.step())
                    .isEqualTo(each.verdict().system());
            assertThat(other.succeed("dmesg")).doesNotContain("EXT4-fs error");
        });
    }

    /// Until the machine has come up, has said so to its boot loader, and has nothing left to write.
    private static void settle(Machine machine) {
        machine.waitForUnit("multi-user.target");
        machine.waitUntilSucceeds("systemctl is-system-running --wait | grep -Eqx 'running|degraded'");
        machine.succeed("sync");
    }

    private static void switchTo(Machine machine, String configuration) {
        machine.succeed("systemd-run --unit=to-" + machine.system(configuration)
                + " --no-block --property=Type=oneshot --property=RemainAfterExit=yes jos switch --system "
                + machine.system(configuration));
        machine.waitForUnit("to-" + machine.system(configuration) + ".service");
    }

    /// What no switch may do.
    private static void deleteKernelsFirst(Machine machine) {
        machine.succeed("mv /boot/jos/*.linux /root; sync; rm /boot/loader/entries/*; sync");
    }

    /// Puts the counts into the page of the documentation if they are accepted, and beside what is built otherwise.
    private static void publish(CrashReport report) throws IOException {
        Path page = Path.of(System.getProperty("jos.source.root", ".."), "docs/explanation/crash-matrix.md");
        String text = Files.readString(page);
        int from = text.indexOf('\n', text.indexOf("<!-- counts")) + 1;
        String counted =
                text.substring(0, from) + report.markdown() + text.substring(text.indexOf("<!-- end of counts"));
        Path found = Path.of("target/crash-matrix.md");
        Files.writeString(Boolean.getBoolean("golden.accept") ? page : found, counted);
    }
}
