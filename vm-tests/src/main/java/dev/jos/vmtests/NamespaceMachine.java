package dev.jos.vmtests;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.ProcessResult;
import dev.jos.host.ProcessRunner;
import dev.jos.host.RunningProcess;
import dev.jos.iso.GuestResult;
import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;

/// A system that runs on the kernel of the host, in namespaces of its own, with systemd and the mounts that its initrd
/// would have made. It boots in seconds where an emulated machine takes a minute, and needs root.
///
/// It has no network, no disk but the store of the test bench, which it shares, and no boot loader.
public final class NamespaceMachine extends RunningSystem implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);
    private static final int TIMED_OUT = 124;
    private static final int POLL_MILLIS = 20;

    private final ProcessRunner processes = new LinuxProcesses();
    private final RunningProcess machine;
    private final Path log;
    private final long first;

    private NamespaceMachine(RunningProcess machine, Path log, long first) {
        this.machine = machine;
        this.log = log;
        this.first = first;
    }

    /// Boots `system`, which is in the store of `bench`, and waits until systemd has started all that it wants to.
    static NamespaceMachine boot(TestBench bench, String name, SystemGeneration system) throws IOException {
        Path directory = bench.root().path().resolve("namespaces").resolve(name);
        Files.createDirectories(directory);
        Path script = directory.resolve("namespaces.sh");
        try (InputStream in = NamespaceMachine.class.getResourceAsStream("namespaces")) {
            Files.copy(Objects.requireNonNull(in), script, StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = directory.resolve("log");
        RunningProcess machine = new LinuxProcesses()
                .start(Command.of("unshare", "--mount", "--uts", "--ipc", "--net", "--pid", "--cgroup")
                        .with("--fork", "--kill-child", "sh", script.toString(), directory.toString())
                        .with(bench.root().path().toString(), system.id().toString())
                        .stdout(new Command.Output.ToFile(log))
                        .stderr(new Command.Output.AppendedTo(log)));
        try {
            NamespaceMachine booted = new NamespaceMachine(machine, log, first(machine, log));
            booted.waitUntilSucceeds("systemctl is-system-running | grep -Eqx 'running|degraded'");
            return booted;
        } catch (IOException | AssertionError e) {
            machine.close();
            throw e;
        }
    }

    /// The process that is number 1 inside, once it is systemd.
    private static long first(RunningProcess machine, Path log) throws IOException {
        Path children =
                Path.of("/proc", Long.toString(machine.pid()), "task", Long.toString(machine.pid()), "children");
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && machine.isRunning()) {
            String child = Files.readString(children).strip();
            if (!child.isEmpty() && name(child).equals("systemd")) {
                return Long.parseLong(child);
            }
            pause();
        }
        throw new IOException("systemd did not start in namespaces: " + Files.readString(log));
    }

    private static String name(String process) throws IOException {
        return Files.readString(Path.of("/proc", process, "comm")).strip();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    GuestResult run(String command, Duration limit) throws IOException {
        Command inside = Command.of("nsenter", "-t", Long.toString(first), "-a", "env", "-i")
                .with("PATH=/usr/bin:/usr/sbin", "HOME=/root", "LC_ALL=C.UTF-8")
                .with("sh", "-c", command)
                .timeout(limit);
        try {
            ProcessResult result = processes.run(inside);
            return new GuestResult(0, result.text(), result.errorTail());
        } catch (CommandFailed e) {
            return new GuestResult(
                    e.result().status(), e.result().text(), e.result().errorTail());
        } catch (CommandTimedOut e) {
            return new GuestResult(TIMED_OUT, "", String.valueOf(e.getMessage()));
        }
    }

    @Override
    String address(int port) {
        throw new UnsupportedOperationException("there is no network");
    }

    @Override
    String log() {
        return attempt(() -> run("journalctl --no-pager -n 100", COMMAND_LIMIT)).output();
    }

    @Override
    void keepLogs(Path directory) throws IOException {
        Files.writeString(directory.resolve("journal.log"), log());
        Files.copy(log, directory.resolve("start.log"), StandardCopyOption.REPLACE_EXISTING);
    }

    /// Kills all of it.
    @Override
    public void close() {
        machine.close();
    }
}
