package dev.jos.vmtests;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.iso.GuestResult;
import dev.jos.iso.VirtualMachine;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/// A machine as tests see it. What goes wrong is an [AssertionError] with the end of the serial console's log.
public final class Machine {

    /// Emulated machines on busy hosts are slow; a test that passes never waits this long.
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(6);
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(3);
    private static final Duration CONNECTION_LIMIT = Duration.ofSeconds(30);
    private static final int SSH = 22;
    private static final int HTTP = 80;

    private final VirtualMachine machine;
    private final Sandbox ssh;
    private final Path configuration;

    /// @param ssh has ssh(1)
    /// @param configuration the directory of the configuration
    Machine(VirtualMachine machine, Sandbox ssh, Path configuration) {
        this.machine = machine;
        this.ssh = ssh;
        this.configuration = configuration;
    }

    /// Switches the machine on and waits until a root shell answers.
    public void boot() {
        attempt(() -> {
            machine.boot();
            machine.awaitShell(BOOT_LIMIT);
        });
    }

    /// Runs `command` as root. It must succeed; returns what it printed.
    public String succeed(String command) {
        GuestResult result = attempt(() -> machine.run(command, COMMAND_LIMIT));
        if (!result.succeeded()) {
            throw new AssertionError("`%s` failed with status %d:%n%s%s"
                    .formatted(command, result.status(), result.output(), result.errors()));
        }
        return result.output();
    }

    /// Runs `command` as root. It must fail; returns its status and what it printed.
    public GuestResult fail(String command) {
        GuestResult result = attempt(() -> machine.run(command, COMMAND_LIMIT));
        if (result.succeeded()) {
            throw new AssertionError(
                    "`%s` succeeded, and was expected to fail:%n%s".formatted(command, result.output()));
        }
        return result;
    }

    /// Starts `command` as root and leaves it running.
    public void start(String command) {
        succeed("setsid sh -c '" + command.replace("'", "'\\''") + "' </dev/null >/dev/null 2>&1 &");
    }

    /// Waits until `command` succeeds, trying it again and again.
    public String waitUntilSucceeds(String command) {
        return succeed("until out=$({ " + command + "; } 2>&1); do sleep 0.5; done; printf '%s\\n' \"$out\"");
    }

    /// Waits until a unit is active; fails at once if it failed.
    public void waitForUnit(String unit) {
        attempt(() -> machine.waitForUnit(unit, BOOT_LIMIT));
    }

    /// Asks all health checks of the machine, each of which may take its time; all must succeed.
    public void checkHealth() {
        succeed("/usr/lib/jos/health");
    }

    /// Waits until somebody listens on a TCP port of the machine.
    public void waitForOpenPort(int port) {
        waitUntilSucceeds("ss -Hltn 'sport = :%d' | grep -q .".formatted(port));
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
                                Command.of("ssh", "-i", "/key/key", "-p", Integer.toString(machine.hostPort(SSH)))
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

    /// Asks the machine's web server, from outside, for `path`; returns the page, which must be there.
    public String page(String path) {
        return attempt(() -> {
            URI address = URI.create("http://127.0.0.1:" + machine.hostPort(HTTP) + path);
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(address)
                                .timeout(CONNECTION_LIMIT)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new AssertionError(
                            "`" + path + "` gave status " + answer.statusCode() + ": " + answer.body());
                }
                return answer.body();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        });
    }

    /// Shuts down in order.
    public void powerOff() {
        attempt(() -> machine.powerOff(COMMAND_LIMIT));
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

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException;
    }

    private static void attempt(Action action) {
        attempt(() -> {
            action.run();
            return true;
        });
    }

    private static <T> T attempt(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
