package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.cli.error.ExitCode;
import dev.jos.host.Command;
import dev.jos.host.LinuxProcesses;
import dev.jos.packages.archive.testing.SyntheticPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full at one point after the other. Needs root, for a file system of its own.
@Tag("integration")
class FullDiskTest {

    private static final int FIRST_KIB = 64;
    private static final int LAST_KIB = 64 << 10;

    @TempDir
    Path directory;

    private SyntheticMachine machine;
    private int fullDisks;

    @BeforeEach
    void mountSmallDisk() throws IOException {
        machine = new SyntheticMachine(directory);
        byte[] content = new byte[1 << 20];
        new Random(7).nextBytes(content);
        machine.install("hello", "large")
                .publish(
                        SyntheticMachine.hello(),
                        SyntheticPackage.of("large", "1").file("./usr/large", content));
        Files.createDirectories(machine.root());
        run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + FIRST_KIB + "k",
                "jos-test",
                machine.root().toString());
    }

    @AfterEach
    void unmount() throws IOException {
        run("umount", machine.root().toString());
    }

    private static void run(String... command) throws IOException {
        new LinuxProcesses().run(Command.of(command[0], Arrays.copyOfRange(command, 1, command.length)));
    }

    @Test
    void a_full_disk_is_told_wherever_it_strikes_and_the_same_command_goes_on_when_there_is_room() throws IOException {
        int kib = FIRST_KIB;
        Transcript run = machine.build();
        while (run.status() != 0 && kib < LAST_KIB) {
            assertSaysThatTheDiskIsFull(run);
            machine.assertNothingHalfDone();
            fullDisks++;
            kib += kib / 6;
            run("mount", "-o", "remount,size=" + kib + "k", machine.root().toString());
            run = machine.build();
        }

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(fullDisks).as("runs that met a full disk").isGreaterThan(5);
        assertThat(machine.jos("store", "verify").status()).isZero();
    }

    private static void assertSaysThatTheDiskIsFull(Transcript run) {
        assertThat(run.err())
                .contains("error: The disk is full: there is no room")
                .contains("  hint: Free space");
        assertThat(run.err()).doesNotContain("\tat ");
        assertThat(run.status()).isEqualTo(ExitCode.STORAGE.status());
    }
}
