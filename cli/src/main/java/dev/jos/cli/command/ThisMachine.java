package dev.jos.cli.command;

import dev.jos.activator.live.ServiceManager;
import dev.jos.activator.live.Systemctl;
import dev.jos.host.LinuxMounts;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.Mounts;
import dev.jos.host.ProcessRunner;
import java.nio.file.Path;

/// The machine that commands run on, and change.
///
/// @param top its root directory
/// @param processes runs its programs
public record ThisMachine(Path top, ServiceManager manager, Mounts mounts, ProcessRunner processes) {

    /// The real one.
    static ThisMachine real() {
        ProcessRunner processes = new LinuxProcesses();
        return new ThisMachine(Path.of("/"), new Systemctl(processes), new LinuxMounts(), processes);
    }
}
