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
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// A virtual machine as tests see it.
public final class Machine extends RunningSystem {

    private static final int SSH = 22;

    private final VirtualMachine machine;
    private final Sandbox ssh;
    private final Path configuration;
    private final String passphrase;
    private final Path pictures;

    /// @param ssh has ssh(1)
    /// @param configuration the directory of the configuration
    /// @param passphrase what to type when the console asks for one; empty if it does not
    /// @param pictures the directory for pictures of its screen
    Machine(VirtualMachine machine, Sandbox ssh, Path configuration, String passphrase, Path pictures) {
        this.machine = machine;
        this.ssh = ssh;
        this.configuration = configuration;
        this.passphrase = passphrase;
        this.pictures = pictures;
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
        waitUntilUp();
    }

    /// Types the passphrase if it has one, and waits until a root shell answers.
    void waitUntilUp() {
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

    /// Has QEMU's guest agent, which the machine has to run, carry out a command without arguments, such as
    /// `guest-ping`; returns its answer, as JSON.
    public String askAgent(String command) {
        return attempt(() -> machine.askAgent(command).toString());
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

    /// Takes a picture of the screen. It is kept in the build directory, for people who look into a failure.
    ///
    /// @param name names the file
    public Screenshot screenshot(String name) {
        return attempt(() -> {
            Path file = pictures.resolve(name + ".png");
            Files.createDirectories(pictures);
            machine.screenshot(file);
            return Screenshot.read(file);
        });
    }

    /// Waits until the picture on the screen is as `expected`.
    ///
    /// @param name names the file with the last picture
    public Screenshot waitForScreen(String name, Predicate<Screenshot> expected) {
        Instant deadline = Instant.now().plus(BOOT_LIMIT);
        Screenshot last = screenshot(name);
        while (!expected.test(last)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("The screen did not become what was expected: " + last.file());
            }
            // Every second picture of a machine that is emulated is still the same.
            succeed("sleep 1");
            last = screenshot(name);
        }
        return last;
    }

    /// Presses keys, one after the other, on the keyboard that belongs to the screen.
    ///
    /// @param keys their names in QEMU, such as `a`, `ret` and `tab`
    public void press(String... keys) {
        attempt(() -> machine.press(List.of(keys)));
    }

    /// All that the machine said on its serial console.
    public String console() {
        return attempt(() -> machine.serialLog().textFrom(0));
    }
}
