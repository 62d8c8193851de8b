package dev.jos.iso;

import dev.jos.host.Command;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.LineChannel;
import dev.jos.host.ProcessResult;
import dev.jos.host.RunningProcess;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// QEMU while it runs, and the ways to talk to it and its guest.
///
/// @param sockets the directory of its sockets
/// @param ports of 127.0.0.1 that lead to those of the guest, by the latter
/// @param logStart how long the log of the serial console was when it began
record QemuProcess(
        RunningProcess process,
        Path sockets,
        Monitor monitor,
        GuestShell shell,
        Optional<LineChannel> console,
        Map<Integer, Integer> ports,
        long logStart) {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    /// Starts it, and returns as soon as it answers.
    ///
    /// @param seen what it sees besides its sockets
    /// @param console where the serial console goes
    static QemuProcess start(
            Sandbox qemu, Command command, Confinement seen, MachineSettings.Console console, long logStart)
            throws IOException {
        // Not in the machine's directory: the path of a socket holds 107 bytes at most.
        Path sockets = Files.createTempDirectory("jos-vm-");
        RunningProcess process = qemu.start(command, seen.writing(sockets, QemuCommand.SOCKETS));
        try {
            Monitor monitor = connected(process, sockets.resolve(QemuCommand.MONITOR_SOCKET), Monitor::connect);
            GuestShell shell = connected(process, sockets.resolve(QemuCommand.SHELL_SOCKET), GuestShell::connect);
            Optional<LineChannel> line = console == MachineSettings.Console.LOG
                    ? Optional.of(connected(process, sockets.resolve(QemuCommand.CONSOLE_SOCKET), LineChannel::connect))
                    : Optional.empty();
            return new QemuProcess(process, sockets, monitor, shell, line, monitor.forwardedPorts(), logStart);
        } catch (MachineFailure e) {
            process.close();
            throw e;
        } catch (IOException e) {
            try (process) {
                throw failedStart(process);
            } catch (CommandTimedOut _) {
                throw e;
            }
        }
    }

    /// @throws CommandTimedOut if it has not ended
    private static MachineFailure failedStart(RunningProcess process) throws IOException {
        ProcessResult result = process.await(Duration.ofSeconds(1));
        return new MachineFailure(
                "QEMU ended with status " + result.status() + " at its start: "
                        + result.errorTail().strip(),
                "");
    }

    /// Kills it if it still runs, and removes its sockets.
    void end() throws IOException {
        process.close();
        shell.close();
        monitor.close();
        if (console.isPresent()) {
            console.get().close();
        }
        for (String socket : List.of(
                QemuCommand.MONITOR_SOCKET,
                QemuCommand.SHELL_SOCKET,
                QemuCommand.CONSOLE_SOCKET,
                QemuCommand.AGENT_SOCKET)) {
            Files.deleteIfExists(sockets.resolve(socket));
        }
        Files.deleteIfExists(sockets);
    }

    @FunctionalInterface
    private interface Connection<T> {
        T to(Path socket) throws IOException;
    }

    /// Waits until QEMU listens on `socket`, which may be there for a moment before that, and connects to it.
    private static <T> T connected(RunningProcess process, Path socket, Connection<T> connection) throws IOException {
        Instant deadline = Instant.now().plus(START_LIMIT);
        while (true) {
            if (Files.exists(socket)) {
                try {
                    return connection.to(socket);
                } catch (ConnectException e) {
                    if (Instant.now().isAfter(deadline)) {
                        throw e;
                    }
                }
            }
            if (!process.isRunning()) {
                throw failedStart(process);
            }
            if (Instant.now().isAfter(deadline)) {
                throw new MachineFailure("QEMU did not start within " + START_LIMIT.toSeconds() + " seconds", "");
            }
            Pause.of(Duration.ofMillis(10));
        }
    }
}
