package dev.jos.modules;

import java.time.Duration;
import java.util.List;

/// A question whose answer says whether a part of the machine does its work.
///
/// It is asked after a switch, in tests, and by whoever runs `/usr/lib/jos/health`; a check that fails is repeated
/// until `within` is over.
///
/// @param name letters, digits, `-`, `_` and `.`; names the check's file
/// @param description what is true when all is well, without a full stop: `port 22 answers`
public record HealthCheck(String name, String description, Probe probe, Duration within) {

    /// How long a part of the machine may take to come up, unless a check says otherwise.
    public static final Duration USUAL = Duration.ofSeconds(30);

    /// What is asked.
    public sealed interface Probe {

        /// A unit of systemd is active.
        record UnitActive(String unit) implements Probe {}

        /// A unit of systemd has been started and is well: it runs, did its work, or found that it has nothing to do.
        record UnitStarted(String unit) implements Probe {}

        /// A connection to a TCP port is accepted.
        record TcpAnswers(String host, int port) implements Probe {}

        /// A program listens on a Unix socket.
        record SocketListens(String path) implements Probe {}

        /// A command ends with 0; the first word is the program.
        record CommandSucceeds(List<String> command) implements Probe {
            public CommandSucceeds {
                command = List.copyOf(command);
                if (command.isEmpty()) {
                    throw new IllegalArgumentException("there is no command");
                }
            }
        }
    }

    public HealthCheck {
        boolean plain = name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0));
        if (!plain || name.isEmpty() || name.startsWith(".")) {
            throw new IllegalArgumentException("`" + name + "` cannot name a health check");
        }
        if (description.isBlank() || description.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("the description of `" + name + "` is not one line");
        }
        if (!within.isPositive()) {
            throw new IllegalArgumentException("the health check `" + name + "` has no time");
        }
    }

    /// A unit is active, such as `ssh.service`.
    public static HealthCheck unitActive(String name, String unit) {
        return of(name, unit + " is active", new Probe.UnitActive(unit));
    }

    /// A unit that the machine is to start has been started, and has neither failed nor been stopped: a service may be
    /// done and a unit may have found a condition that does not hold, but a timer, a socket or a target is active.
    public static HealthCheck unitStarted(String name, String unit) {
        return of(name, unit + " was started and is well", new Probe.UnitStarted(unit));
    }

    /// The machine accepts connections to a TCP port on itself.
    public static HealthCheck tcpAnswers(String name, int port) {
        return tcpAnswers(name, "127.0.0.1", port);
    }

    /// A machine accepts connections to a TCP port.
    public static HealthCheck tcpAnswers(String name, String host, int port) {
        return of(name, "port %d of %s answers".formatted(port, host), new Probe.TcpAnswers(host, port));
    }

    /// A program listens on a Unix socket, such as `/run/docker.sock`.
    public static HealthCheck socketListens(String name, String path) {
        return of(name, "something listens on " + path, new Probe.SocketListens(path));
    }

    /// A command ends with 0. It runs as root, without a shell, and what it prints is shown when it fails.
    public static HealthCheck succeeds(String name, String... command) {
        return of(name, "`" + String.join(" ", command) + "` succeeds", new Probe.CommandSucceeds(List.of(command)));
    }

    private static HealthCheck of(String name, String description, Probe probe) {
        return new HealthCheck(name, description, probe, USUAL);
    }

    /// This check, described in other words: what is true when all is well.
    public HealthCheck describedAs(String words) {
        return new HealthCheck(name, words, probe, within);
    }

    /// This check with another time to succeed in, of whole seconds.
    public HealthCheck within(Duration time) {
        return new HealthCheck(name, description, probe, time);
    }
}
