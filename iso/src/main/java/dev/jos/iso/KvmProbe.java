package dev.jos.iso;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.DurableFiles;
import dev.jos.packages.Architecture;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Finds out whether the machine's KVM runs guests.
///
/// That `/dev/kvm` exists proves nothing: where machines are nested it may stop at an instruction that its emulation
/// lacks. So a real kernel is booted, without any disk; it works if it gets as far as missing its root file system.
/// The answer is kept until the machine is rebooted.
final class KvmProbe {

    static final Path DEVICE = Path.of("/dev/kvm");

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final String PROOF = "Kernel panic - not syncing";

    private final Path answers;
    private final DurableFiles files;

    /// @param answers a file for the answer
    KvmProbe(Path answers, DurableFiles files) {
        this.answers = answers;
        this.files = files;
    }

    Accelerator choose(Sandbox qemu, Architecture guest, Path kernel) throws IOException {
        boolean sameArchitecture = Architecture.host().filter(guest::equals).isPresent();
        if (!sameArchitecture || !Files.isReadable(DEVICE) || !Files.isWritable(DEVICE)) {
            return Accelerator.TCG;
        }
        String boot = Files.readString(BOOT_ID).strip();
        List<String> known = Files.exists(answers) ? Files.readAllLines(answers) : List.of();
        if (known.size() == 2 && known.getFirst().equals(boot)) {
            return Accelerator.valueOf(known.getLast());
        }
        Accelerator answer = boots(qemu, guest, kernel) ? Accelerator.KVM : Accelerator.TCG;
        files.write(answers, (boot + "\n" + answer + "\n").getBytes(StandardCharsets.UTF_8));
        return answer;
    }

    private static boolean boots(Sandbox qemu, Architecture guest, Path kernel) throws IOException {
        try {
            return qemu.run(
                            Command.of(QemuCommand.kernelAlone(guest)).timeout(LIMIT),
                            Confinement.NONE.reading(kernel, QemuCommand.KERNEL).device(DEVICE))
                    .text()
                    .contains(PROOF);
        } catch (CommandFailed | CommandTimedOut _) {
            return false;
        }
    }
}
