package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.host.Command;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Sha256;
import dev.jos.iso.disk.DiskContents;
import dev.jos.iso.disk.DiskImage;
import dev.jos.iso.disk.DiskSettings;
import dev.jos.iso.disk.Firmware;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What programs of others say about disks that jos writes.
@Tag("vm")
class DiskImageTest {

    private static final DiskSettings SETTINGS =
            DiskSettings.of(Firmware.UEFI).withSizeMiB(1536).withBootMiB(64);
    private static final long MEBIBYTE = 1 << 20;
    private static final long BOOT = MEBIBYTE;
    private static final long ROOT = 65 * MEBIBYTE;

    @TempDir
    static Path directory;

    private static Sandbox tools;
    private static DiskImage writer;
    private static DiskContents contents;

    @BeforeAll
    static void write() throws IOException {
        TestBench bench = TestBench.open();
        tools = bench.tools().sandbox(ToolSet.FILE_SYSTEMS);
        var calls = new LinuxSystemCalls();
        writer = new DiskImage(bench.tools(), bench.store(), new LinuxDurableFiles(calls), calls);
        Path configuration = bench.copyOf("vm-tests/src/test/machines/installed/machine.conf", "DiskImageTest");
        contents = new DiskContents(bench.build(configuration), List.of(), "/etc/jos/machine.conf");
        writer.write(directory.resolve("disk"), contents, SETTINGS);
    }

    @Test
    void checkers_find_nothing_wrong_with_its_file_systems() throws IOException {
        part("boot", BOOT, ROOT - BOOT);
        part("root", ROOT, (1536 - 1) * MEBIBYTE - ROOT);

        assertThat(run("fsck.vfat", "-n", "/disks/boot")).doesNotContain("differ", "wrong");
        assertThat(run("fsck.ext4", "-n", "-f", "/disks/root")).contains("jos-root: ");
    }

    @Test
    void the_boot_partition_holds_a_loader_and_a_menu() throws IOException {
        assertThat(run("mdir", "-/", "-b", "-i", "/disks/disk@@" + BOOT, "::"))
                .contains("::/EFI/BOOT/BOOTX64.EFI", "::/loader/loader.conf", "::/loader/entries/jos-a-000001.conf");
    }

    @Test
    void the_same_contents_give_the_same_bytes() throws IOException {
        writer.write(directory.resolve("again"), contents, SETTINGS);

        assertThat(Sha256.ofFile(directory.resolve("again"))).isEqualTo(Sha256.ofFile(directory.resolve("disk")));
    }

    private static void part(String name, long offset, long size) throws IOException {
        try (FileChannel disk = FileChannel.open(directory.resolve("disk"))) {
            disk.position(offset);
            try (var out = Files.newOutputStream(directory.resolve(name))) {
                byte[] buffer = new byte[(int) MEBIBYTE];
                var in = Channels.newInputStream(disk);
                for (long left = size; left > 0; left -= MEBIBYTE) {
                    out.write(buffer, 0, in.readNBytes(buffer, 0, buffer.length));
                }
            }
        }
    }

    private static String run(String program, String... arguments) throws IOException {
        return tools.run(Command.of(program, arguments), Confinement.NONE.writing(directory, "/disks"))
                .text();
    }
}
