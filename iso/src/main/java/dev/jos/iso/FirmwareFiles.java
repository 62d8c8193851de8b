package dev.jos.iso;

import dev.jos.host.Command;
import dev.jos.host.DurableFiles;
import dev.jos.iso.disk.Firmware;
import dev.jos.packages.Architecture;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The firmware of machines, and the variables that each of them has for itself.
final class FirmwareFiles {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String ORIGINAL = "/firmware/variables.fd";

    private final ToolsView tools;
    private final Sandbox qemu;
    private final DurableFiles files;

    /// @param qemu has qemu-img(1)
    FirmwareFiles(ToolsView tools, Sandbox qemu, DurableFiles files) {
        this.tools = tools;
        this.qemu = qemu;
        this.files = files;
    }

    /// The code of the firmware. Variables, if it has any, are put into `directory` as they leave the factory, unless
    /// there are some.
    Path ensure(Path directory, Firmware firmware, Architecture architecture) throws IOException {
        return switch (firmware) {
            case BIOS -> file(ToolSet.QEMU_X86, "share/seabios/bios-256k.bin");
            case U_BOOT -> file(ToolSet.U_BOOT, "lib/u-boot/qemu_arm64/u-boot.bin");
            case UEFI ->
                switch (architecture) {
                    case AMD64 -> {
                        variables(directory, file(ToolSet.OVMF, "share/OVMF/OVMF_VARS_4M.fd"));
                        yield file(ToolSet.OVMF, "share/OVMF/OVMF_CODE_4M.fd");
                    }
                    case ARM64 -> {
                        variables(directory, file(ToolSet.QEMU_ARM, "share/AAVMF/AAVMF_VARS.fd"));
                        yield file(ToolSet.QEMU_ARM, "share/AAVMF/AAVMF_CODE.fd");
                    }
                };
        };
    }

    /// In a format that can hold snapshots.
    private void variables(Path directory, Path original) throws IOException {
        Path variables = directory.resolve(Path.of(QemuCommand.VARIABLES).getFileName());
        if (Files.exists(variables)) {
            return;
        }
        Path unfinished = directory.resolve("variables.unfinished");
        qemu.run(
                Command.of("qemu-img", "convert", "-f", "raw", "-O", "qcow2")
                        .with(ORIGINAL, QemuCommand.MACHINE + "/" + unfinished.getFileName())
                        .timeout(LIMIT),
                Confinement.NONE.reading(original, ORIGINAL).writing(directory, QemuCommand.MACHINE));
        files.rename(unfinished, variables);
    }

    private Path file(ToolSet set, String path) throws IOException {
        return tools.root(set).resolve("usr").resolve(path).toRealPath();
    }
}
