package dev.jos.vmtests;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.iso.GuestResult;
import dev.jos.iso.VirtualMachine;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/// A virtual machine as tests see it.
public final class Machine extends RunningSystem {

    private static final int SSH = 22;

    private final VirtualMachine machine;
    private final Sandbox ssh;
    private final Path configuration;
    private final String passphrase;

    /// @param ssh has ssh(1)
    /// @param configuration the directory of the configuration
    /// @param passphrase what to type when the console asks for one; empty if it does not
    Machine(VirtualMachine machine, Sandbox ssh, Path configuration, String passphrase) {
        this.machine = machine;
        this.ssh = ssh;
        this.configuration = configuration;
        this.passphrase = passphrase;
    }

    @Override
    GuestResult run(String command, Duration limit) throws IOException {
        return machine.run(command, limit);
    }

    @Override
    String address(int port) throws IOException {
        return "127.0.0.1:" + machine.hostPort(port);
    }

    @Override
    String log() {
        return machine.serialLog().tail();
    }

    /// Switches the machine on, types the passphrase if it has one, and waits until a root shell answers.
    public void boot() {
        switchOn();
        if (!passphrase.isEmpty()) {
            waitForConsole("Passphrase for ");
            type(passphrase);
        }
        waitForShell();
    }

    /// Switches the machine on.
    public void switchOn() {
        attempt(machine::boot);
    }

    /// Waits until a root shell answers.
    public void waitForShell() {
        attempt(() -> machine.awaitShell(BOOT_LIMIT));
    }

    /// Waits until the serial console has shown `text` since the machine was switched on.
    public void waitForConsole(String text) {
        attempt(() -> machine.awaitConsole(text, BOOT_LIMIT));
    }

    /// Types a line on the serial console.
    public void type(String line) {
        attempt(() -> machine.type(line));
    }

    /// Logs in over SSH, from outside, and runs `command`; returns what it printed.
    ///
    /// @param key the private key, a file beside the configuration
    public String ssh(String user, String key, String command) {
        waitForOpenPort(SSH);
        return attempt(() -> {
            // ssh refuses a key that others may read, and keys in repositories are.
            Path directory = Files.createTempDirectory("jos-key-");
            Path copy = directory.resolve("key");
            try {
                Files.copy(configuration.resolve(key), copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
                return ssh.run(
                                Command.of(
                                                "ssh",
                                                "-F",
                                                "none",
                                                "-i",
                                                "/key/key",
                                                "-p",
                                                Integer.toString(machine.hostPort(SSH)))
                                        .with("-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no")
                                        .with("-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR")
                                        .with("-o", "ConnectTimeout=60", user + "@127.0.0.1", command)
                                        .timeout(COMMAND_LIMIT),
                                Confinement.NONE.sharingNetwork().reading(directory, "/key"))
                        .text();
            } catch (CommandFailed e) {
                throw new AssertionError("ssh failed: " + e.getMessage(), e);
            } finally {
                Files.deleteIfExists(copy);
                Files.delete(directory);
            }
        });
    }

    /// Shuts down in order.
    public void powerOff() {
        attempt(() -> {
            machine.powerOff(COMMAND_LIMIT);
        });
    }

    /// Pulls the plug: what was not flushed is lost.
    public void cutPower() {
        attempt(machine::cutPower);
    }

    /// Shuts down in order and boots again.
    public void reboot() {
        powerOff();
        boot();
    }

    /// All that the machine said on its serial console.
    public String console() {
        return attempt(() -> machine.serialLog().textFrom(0));
    }
}
