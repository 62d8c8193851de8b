package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.Sha256;
import dev.jos.iso.Recording;
import dev.jos.iso.disk.Firmware;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.vmtests.crash.BootVerdict;
import dev.jos.vmtests.crash.CrashDisk;
import dev.jos.vmtests.crash.CrashStates;
import dev.jos.vmtests.crash.WriteLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Records every write and flush of a real switch, and looks at what the disk may hold when the power fails at
/// any time.
@Tag("heavy")
@MachineTest(
        config = CrashMatrixTest.OLD,
        also = CrashMatrixTest.NEW,
        firmware = Firmware.UEFI,
        memory = 1536,
        disk = 4096,
        record = true)
class CrashMatrixTest {

    static final String OLD = "vm-tests/src/test/machines/switching/machine.conf";
    static final String NEW = "vm-tests/src/test/machines/switching/initrd.conf";

    private static final int DRAWN = 40;
    private static final long SEED = 20_261_127;
    private static final int STATES = 1000;
    private static final long MEBIBYTE = 1 << 20;

    /// So many of the states have their root file system checked, too.
    private static final int CHECKED_ROOTS = 24;

    private final Map<String, Integer> verdicts = new TreeMap<>();
    private final List<String> bad = new ArrayList<>();

    @Test
    void whenever_the_power_fails_a_complete_generation_boots(Machine machine) throws IOException {
        machine.waitForUnit("multi-user.target");
        Recording recording = machine.recording();
        machine.succeed("sync");
        long before = recording.entries();
        machine.succeed("jos switch --system " + machine.system(NEW));
        machine.succeed("sync");
        long after = recording.entries();
        String oldSystem = machine.system(OLD).toString();
        String newSystem = machine.system(NEW).toString();
        Path disk = machine.workingDirectory().resolve("before");
        machine.copyRecordedDisk(disk);
        machine.cutPower();

        WriteLog log = WriteLog.read(recording.log());
        WriteLog change = log.part(before, after);
        int states = count(change, disk, recording, log.part(0, before));
        int every = Math.max(1, states / CHECKED_ROOTS);
        try (CrashDisk state = CrashDisk.open(disk, recording.log())) {
            state.apply(log.part(0, before).entries());
            long boot = state.partition("jos-boot");
            long root = state.partition("jos-root");
            assertThat(BootVerdict.of(state, boot)).isEqualTo(new BootVerdict(oldSystem, Optional.empty()));
            int[] number = {0};
            new CrashStates(change, DRAWN, SEED).visitAll(state, (crashed, epoch, what) -> {
                BootVerdict verdict = BootVerdict.of(crashed, boot);
                verdicts.merge(verdict.system().equals(newSystem) ? "new" : "old", 1, Integer::sum);
                boolean known =
                        verdict.system().equals(oldSystem) || verdict.system().equals(newSystem);
                verdict.problem().ifPresent(problem -> bad.add("after flush " + epoch + ", " + what + ": " + problem));
                if (!known) {
                    bad.add("after flush " + epoch + ", " + what + ": boots `" + verdict.system() + "`");
                }
                if (number[0]++ % every == 0 && known) {
                    checkRoot(crashed, disk, root, verdict.system(), "after flush " + epoch + ", " + what);
                }
            });
            assertThat(BootVerdict.of(state, boot)).isEqualTo(new BootVerdict(newSystem, Optional.empty()));
        }
        System.out.println(
                "crash matrix: " + change.entries().size() + " requests, " + states + " states, " + verdicts);

        assertThat(bad).isEmpty();
        assertThat(states).isGreaterThanOrEqualTo(STATES);
        assertThat(verdicts).containsOnlyKeys("old", "new");
    }

    private static int count(WriteLog change, Path disk, Recording recording, WriteLog earlier) throws IOException {
        int[] states = {0};
        try (CrashDisk state = CrashDisk.open(disk, recording.log())) {
            state.apply(earlier.entries());
            new CrashStates(change, DRAWN, SEED).visitAll(state, (_, _, _) -> states[0]++);
        }
        return states[0];
    }

    /// The root file system recovers, and holds the system that would boot.
    private void checkRoot(CrashDisk crashed, Path disk, long root, String system, String what) throws IOException {
        Path copy = disk.resolveSibling("crashed");
        TestBench bench = TestBench.open();
        Sandbox tools = bench.tools().sandbox(ToolSet.FILE_SYSTEMS);
        Confinement seen = Confinement.NONE.writing(disk.toAbsolutePath().resolveSibling(".").normalize(), "/disk");
        Files.deleteIfExists(copy);
        tools.run(
                Command.of("dd", "if=/disk/" + disk.getFileName(), "of=/disk/crashed", "bs=1M", "conv=sparse")
                        .with("skip=" + root / MEBIBYTE)
                        .timeout(Duration.ofMinutes(2)),
                seen);
        crashed.writeOver(copy, root);
        String place = "/disk/crashed";
        try {
            tools.run(Command.of("e2fsck", "-p", place).timeout(Duration.ofMinutes(2)), seen);
        } catch (CommandFailed repaired) {
            // 1: what the journal says was carried out.
            if (repaired.result().status() != 1) {
                bad.add(what + ": e2fsck ends with " + repaired.result().status() + ": "
                        + repaired.result().text());
            }
        }
        String manifest = tools.run(
                        Command.of("debugfs", "-R", "cat /jos/systems/" + system + "/generation.json", place), seen)
                .text();
        // A system is named by the digest of its manifest.
        if (!Sha256.of(manifest.getBytes(StandardCharsets.UTF_8)).hex().equals(system)) {
            bad.add(what + ": " + system + " is not complete");
        }
        Files.delete(copy);
    }
}
