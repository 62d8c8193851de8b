package dev.jos.iso;

import dev.jos.host.Command;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How QEMU is started for a machine, and what it sees of the host.
///
/// @param qemu has QEMU
/// @param directory of the machine
record Launch(
        Sandbox qemu,
        Accelerator accelerator,
        MachineSettings settings,
        Start start,
        Path directory,
        MachineDisk disk) {

    /// Starts it.
    ///
    /// @param more arguments of QEMU
    /// @param logStart how long the log of the serial console is
    QemuProcess start(List<String> more, long logStart) throws IOException {
        Command command = command().with(more.toArray(String[]::new));
        return QemuProcess.start(qemu, command, confinement(), settings.console(), logStart);
    }

    /// What the machine's own disk lies on.
    Optional<Path> base() {
        return start instanceof Start.Installed installed ? Optional.of(installed.base()) : Optional.empty();
    }

    private Command command() {
        Optional<String> log = settings.recording() ? Optional.of(disk.currentLog()) : Optional.empty();
        var root = new QemuCommand.Disk(disk.current(), log);
        Command command = Command.of(
                switch (start) {
                    case Start.Direct direct ->
                        QemuCommand.direct(settings, accelerator, root, kernelParameters(direct.files()));
                    case Start.Installed _ -> QemuCommand.installed(settings, accelerator, root);
                });
        return switch (settings.console()) {
            case LOG -> command;
            case TERMINAL -> command.inheritIo();
        };
    }

    private List<String> kernelParameters(BootFiles files) {
        List<String> parameters = new ArrayList<>();
        parameters.add("console=" + QemuCommand.consoleDevice(settings.architecture()));
        parameters.addAll(files.parameters());
        parameters.addAll(GuestShell.kernelParameters());
        return parameters;
    }

    private Confinement confinement() throws IOException {
        Confinement seen = Confinement.NONE.sharingNetwork().writing(directory, QemuCommand.MACHINE);
        seen = switch (start) {
            case Start.Direct direct ->
                seen.reading(direct.files().kernel(), QemuCommand.KERNEL)
                        .reading(direct.files().initrd(), QemuCommand.INITRD)
                        .reading(direct.storeDisk(), QemuCommand.STORE_DISK);
            case Start.Installed installed ->
                seen.reading(installed.code(), QemuCommand.FIRMWARE).reading(installed.base(), MachineDisk.BASE);
        };
        for (int i = 0; i < settings.cards().size(); i++) {
            if (settings.cards().get(i) instanceof NetworkCard.Inside inside) {
                seen = seen.reading(inside.network().directory(), QemuCommand.network(i));
            }
        }
        Path nameServers = Path.of("/etc/resolv.conf");
        if (Files.exists(nameServers)) {
            seen = seen.reading(nameServers.toRealPath(), nameServers.toString());
        }
        return accelerator == Accelerator.KVM ? seen.device(KvmProbe.DEVICE) : seen;
    }
}
