package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.activator.switching.Intent;
import dev.jos.activator.switching.IntentJournal;
import dev.jos.activator.switching.MachineLayout;
import dev.jos.activator.testing.ScriptedServiceManager;
import dev.jos.cli.command.Outside;
import dev.jos.cli.command.ThisMachine;
import dev.jos.cli.testing.SyntheticWorld;
import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Sha256;
import dev.jos.host.testing.RecordingMounts;
import dev.jos.host.testing.ScriptedProcesses;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A switch whose worker has not started yet.
class RecoverCommandTest {

    private static final SystemId SOME = new SystemId(Sha256.of(new byte[0]));

    @TempDir
    Path temp;

    private SyntheticMachine machine;
    private Outside world;
    private IntentJournal journal;

    @BeforeEach
    void prepares_a_switch() throws IOException {
        machine = new SyntheticMachine(temp);
        Path top = Files.createDirectories(temp.resolve("machine"));
        Files.createDirectories(top.resolve("proc/sys/kernel/random"));
        Files.writeString(top.resolve("proc/sys/kernel/random/boot_id"), "boot\n");
        world = new SyntheticWorld(machine.mirror(), machine.keys())
                .on(new ThisMachine(
                        top, new ScriptedServiceManager(), new RecordingMounts(top), new ScriptedProcesses()));
        journal = new IntentJournal(
                new MachineLayout(top, new JosRoot(machine.root())), new LinuxDurableFiles(new LinuxSystemCalls()));
        journal.write(
                new Intent(SOME, SOME, "system", 7, "boot", Intent.Phase.PREPARED, Optional.empty(), true, Map.of()));
    }

    private Transcript recover() {
        return machine.jos(world, "recover");
    }

    @Test
    void is_left_alone_as_long_as_somebody_waits_for_it() throws IOException {
        try (InterProcessLock _ = InterProcessLock.exclusive(journal.lock())) {
            assertThat(recover().out()).isEqualTo("The switch to generation 7 goes on.\n");
        }

        assertThat(journal.read()).isPresent();
    }

    @Test
    void is_forgotten_when_nobody_does() throws IOException {
        assertThat(recover().out()).isEqualTo("The switch to generation 7 was given up before anything was changed.\n");

        assertThat(journal.read()).isEmpty();
        assertThat(recover().out()).isEqualTo("No switch was interrupted.\n");
    }
}
