package dev.jos.vmtests;

import dev.jos.iso.GuestResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/// A system that runs, as tests see it: a [Machine], a [Container] or a [NamespaceMachine]. What goes wrong is
/// an [AssertionError].
public abstract sealed class RunningSystem permits Machine, Container, NamespaceMachine {

    /// Emulated machines on busy hosts are slow; a test that passes never waits this long.
    static final Duration BOOT_LIMIT = Duration.ofMinutes(6);

    static final Duration COMMAND_LIMIT = Duration.ofMinutes(3);
    private static final Duration CONNECTION_LIMIT = Duration.ofSeconds(30);
    private static final int HTTP = 80;
    private static final int OK = 200;

    /// Runs `command` with sh(1) as root; the status is 124 if that takes longer than `limit`.
    abstract GuestResult run(String command, Duration limit) throws IOException;

    /// Where the TCP port `port` of the system is reached from outside: a host, `:`, and a port.
    abstract String address(int port) throws IOException;

    /// The end of what the system has to say about itself, for reports of failures.
    abstract String log();

    /// Puts everything that may explain a failure into `directory`.
    abstract void keepLogs(Path directory) throws IOException;

    /// Runs `command` as root. It must succeed; returns what it printed.
    public final String succeed(String command) {
        GuestResult result = attempt(() -> run(command, COMMAND_LIMIT));
        if (!result.succeeded()) {
            throw new AssertionError("`%s` failed with status %d:%n%s%s"
                    .formatted(command, result.status(), result.output(), result.errors()));
        }
        return result.output();
    }

    /// Runs `command` as root. It must fail; returns its status and what it printed.
    public final GuestResult fail(String command) {
        GuestResult result = attempt(() -> run(command, COMMAND_LIMIT));
        if (result.succeeded()) {
            throw new AssertionError(
                    "`%s` succeeded, and was expected to fail:%n%s".formatted(command, result.output()));
        }
        return result;
    }

    /// Starts `command` as root and leaves it running.
    public final void start(String command) {
        succeed("setsid sh -c " + quoted(command) + " </dev/null >/dev/null 2>&1 &");
    }

    /// Waits until `command` succeeds, trying it again and again.
    public final String waitUntilSucceeds(String command) {
        return succeed("until out=$({ " + command + "; } 2>&1); do sleep 0.1; done; printf '%s\\n' \"$out\"");
    }

    /// Waits until a unit is active; fails at once if it failed.
    public final void waitForUnit(String unit) {
        GuestResult result = attempt(() -> run(
                "until systemctl -q is-active '" + unit + "'; do if systemctl -q is-failed '" + unit
                        + "'; then exit 3; fi; sleep 0.1; done",
                BOOT_LIMIT));
        if (!result.succeeded()) {
            String state = attempt(() -> run(
                            "systemctl --no-pager --full status '" + unit + "' 2>&1; systemctl list-jobs --no-pager",
                            COMMAND_LIMIT))
                    .output();
            String problem =
                    result.status() == 3 ? "failed" : "was not active within " + BOOT_LIMIT.toSeconds() + " seconds";
            throw new AssertionError("The unit `" + unit + "` " + problem + ":\n" + state.indent(4));
        }
    }

    /// Waits until there is a file, directory or whatever else at `path`.
    public final void waitForFile(String path) {
        waitUntilSucceeds("test -e " + quoted(path));
    }

    /// Waits until nobody listens on a TCP port of the system.
    public final void waitForClosedPort(int port) {
        waitUntilSucceeds("! ss -Hltn 'sport = :%d' | grep -q .".formatted(port));
    }

    /// Waits until `command` fails, trying it again and again.
    public final void waitUntilFails(String command) {
        succeed("while { " + command + "; } >/dev/null 2>&1; do sleep 0.1; done");
    }

    /// Copies a file, or a directory with everything in it, to `to` on the system. Modes are those of new files, but
    /// what may be executed here may be there.
    public final void copyIn(Path from, String to) {
        attempt(() -> new FileCopy(this).in(from, to));
    }

    /// Copies a file, or a directory with the files in it, from the system to `to`.
    public final void copyOut(String from, Path to) {
        attempt(() -> new FileCopy(this).out(from, to));
    }

    /// Asks all health checks of the system, each of which may take its time; all must succeed.
    public final void checkHealth() {
        succeed("/usr/lib/jos/health");
    }

    /// Waits until somebody listens on a TCP port of the system.
    public final void waitForOpenPort(int port) {
        waitUntilSucceeds("ss -Hltn 'sport = :%d' | grep -q .".formatted(port));
    }

    /// Asks the system's web server, from outside, for `path`; returns the page, which must be there.
    public final String page(String path) {
        return attempt(() -> {
            URI address = URI.create("http://" + address(HTTP) + path);
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(address)
                                .timeout(CONNECTION_LIMIT)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != OK) {
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

    /// One word of sh(1).
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    @FunctionalInterface
    interface Question<T> {
        T ask() throws IOException;
    }

    static void attempt(Action action) {
        attempt(() -> {
            action.run();
            return true;
        });
    }

    static <T> T attempt(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }
}
