package dev.jos.activator.switching;

import dev.jos.activator.plan.SystemTask;
import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.ProcessRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Tells the parts of a running machine that their files changed, with the programs of the system that is there now.
final class TaskRunner {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /// systemd-tmpfiles(8) ends so where single lines could not be carried out, as at every boot.
    private static final int SOME_LINES_FAILED = 73;

    private final ProcessRunner processes;

    TaskRunner(ProcessRunner processes) {
        this.processes = processes;
    }

    void run(SystemTask task) throws IOException {
        switch (task) {
            case HOST_NAME -> command("hostname", "--file", "/etc/hostname");
            case MODULES -> command("/usr/lib/systemd/systemd-modules-load");
            case SYSCTL -> command("/usr/lib/systemd/systemd-sysctl");
            case TMPFILES -> tmpfiles();
            case UDEV -> command("udevadm", "control", "--reload");
            case BUS -> command("systemctl", "--quiet", "reload", "dbus.service");
        }
    }

    private void tmpfiles() throws IOException {
        try {
            command("systemd-tmpfiles", "--create", "--remove", "--exclude-prefix=/dev");
        } catch (CommandFailed e) {
            if (e.result().status() != SOME_LINES_FAILED) {
                throw e;
            }
        }
    }

    private void command(String... words) throws IOException {
        processes.run(Command.of(List.of(words)).timeout(LIMIT));
    }
}
