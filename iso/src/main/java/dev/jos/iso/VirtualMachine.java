package dev.jos.iso;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.jos.host.Command;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.InterProcessLock;
import dev.jos.host.LineChannel;
import dev.jos.host.ProcessResult;
import dev.jos.host.RunningProcess;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A machine in QEMU that boots one system directly, on a disk that persists.
///
/// It can be booted again after it was powered off or lost its power. Every method that waits has a limit, and fails
/// with the end of the serial console's log. Closing it cuts the power and lets others
/// have the machine.
public final class VirtualMachine implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final String MACHINE_ENDED = "The machine has ended";

    private final Sandbox qemu;
    private final Accelerator accelerator;
    private final MachineSettings settings;
    private final BootFiles boot;
    private final Path storeDisk;
    private final Path directory;
    private final SerialLog serial;
    private final InterProcessLock lock;
    private Optional<Running> running = Optional.empty();

    /// What exists only while the machine runs.
    private record Running(
            RunningProcess process,
            Path sockets,
            Monitor monitor,
            GuestShell shell,
            Optional<LineChannel> console,
            Map<Integer, Integer> ports,
            long logStart) {}

    VirtualMachine(
            Sandbox qemu,
            Accelerator accelerator,
            MachineSettings settings,
            BootFiles boot,
            Path storeDisk,
            Path directory,
            InterProcessLock lock) {
        this.qemu = qemu;
        this.accelerator = accelerator;
        this.settings = settings;
        this.boot = boot;
        this.storeDisk = storeDisk;
        this.directory = directory;
        this.lock = lock;
        this.serial = new SerialLog(directory.resolve("serial.log"));
    }

    public SerialLog serialLog() {
        return serial;
    }

    /// Switches the machine on. Returns as soon as QEMU runs, long before the guest is up.
    public void boot() throws IOException {
        if (running.isPresent()) {
            throw new IllegalStateException("the machine runs already");
        }
        long logStart = serial.length();
        // Not in the machine's directory: the path of a socket holds 107 bytes at most.
        Path sockets = Files.createTempDirectory("jos-vm-");
        RunningProcess process = qemu.start(command(), confinement(sockets));
        try {
            Monitor monitor = Monitor.connect(listening(process, sockets.resolve(QemuCommand.MONITOR_SOCKET)));
            GuestShell shell = GuestShell.connect(listening(process, sockets.resolve(QemuCommand.SHELL_SOCKET)));
            Optional<LineChannel> console = settings.console() == MachineSettings.Console.LOG
                    ? Optional.of(LineChannel.connect(listening(process, sockets.resolve(QemuCommand.CONSOLE_SOCKET))))
                    : Optional.empty();
            running = Optional.of(
                    new Running(process, sockets, monitor, shell, console, monitor.forwardedPorts(), logStart));
        } catch (IOException e) {
            process.close();
            throw e;
        }
    }

    /// The port of 127.0.0.1 that leads to this TCP port of the guest.
    ///
    /// @throws IllegalArgumentException if the port is not among those that [NetworkCard.Outside] forwards
    public int hostPort(int guestPort) throws IOException {
        Integer port = current().ports().get(guestPort);
        if (port == null) {
            throw new IllegalArgumentException("port " + guestPort + " is not forwarded");
        }
        return port;
    }

    /// Waits until the guest's root shell answers.
    public void awaitShell(Duration limit) throws IOException {
        Running now = current();
        Instant deadline = Instant.now().plus(limit);
        while (!shellAnswers(now)) {
            if (serial.textFrom(now.logStart()).contains("Kernel panic - not syncing")) {
                throw failure("The guest's kernel panicked");
            }
            if (Instant.now().isAfter(deadline)) {
                throw failure("The guest's shell did not answer within " + limit.toSeconds() + " seconds");
            }
        }
    }

    /// Waits until the guest has said `text` on its serial console since it was switched on.
    public void awaitConsole(String text, Duration limit) throws IOException {
        Running now = current();
        Instant deadline = Instant.now().plus(limit);
        while (!serial.textFrom(now.logStart()).contains(text)) {
            if (Instant.now().isAfter(deadline)) {
                throw failure("The console did not show `" + text + "` within " + limit.toSeconds() + " seconds");
            }
            pause(GLANCE);
        }
    }

    /// Types a line on the serial console, which must not be the terminal of this process.
    public void type(String line) throws IOException {
        current()
                .console()
                .orElseThrow(() -> new IllegalStateException("the console is the terminal"))
                .send(line);
    }

    /// Runs `command` with sh(1) as root in the guest, after waiting for the shell.
    public GuestResult run(String command, Duration limit) throws IOException {
        awaitShell(limit);
        try {
            return current()
                    .shell()
                    .run(command, limit, GRACE)
                    .orElseThrow(() -> failure("The guest stopped answering while it ran `" + command + "`"));
        } catch (MachineFailure e) {
            throw e;
        } catch (IOException e) {
            throw failure(MACHINE_ENDED + " while it ran `" + command + "`: " + e.getMessage());
        }
    }

    /// Has QEMU's guest agent, which the guest has to run, carry out a command without arguments such as `guest-ping`;
    /// returns its answer. See the QEMU Guest Agent Protocol Reference.
    public JsonElement askAgent(String command) throws IOException {
        Path socket = current().sockets().resolve(QemuCommand.AGENT_SOCKET);
        try (JsonCommands agent = JsonCommands.connect(socket, "The guest agent")) {
            return agent.execute(command, new JsonObject());
        }
    }

    /// Shuts the guest down in order and waits for its end.
    public void powerOff(Duration limit) throws IOException {
        Running now = current();
        if (now.shell().await(Duration.ZERO)) {
            now.shell().send("systemctl poweroff");
        } else {
            now.monitor().execute("system_powerdown");
        }
        awaitEnd(limit);
    }

    /// Waits until the machine is off, by whatever cause.
    public ProcessResult awaitEnd(Duration limit) throws IOException {
        Running now = current();
        try {
            ProcessResult result = now.process().await(limit);
            release(now);
            return result;
        } catch (CommandTimedOut e) {
            throw failure("The machine was not off within " + limit.toSeconds() + " seconds");
        }
    }

    /// Presses the reset button: the guest starts again, its memory is lost.
    public void reset() throws IOException {
        Running now = current();
        now.shell().forget();
        now.monitor().execute("system_reset");
    }

    /// Pulls the plug: QEMU is killed, and with it goes every write that the guest had not flushed.
    public void cutPower() throws IOException {
        Running now = current();
        now.process().close();
        release(now);
    }

    /// Writes the picture on the machine's screen to `file`, which may exist, in the format PNG.
    ///
    /// @throws IOException if the machine has no screen
    public void screenshot(Path file) throws IOException {
        Running now = current();
        Path taken = now.sockets().resolve("screen.png");
        JsonObject arguments = new JsonObject();
        arguments.addProperty("filename", QemuCommand.SOCKETS + "/" + taken.getFileName());
        arguments.addProperty("format", "png");
        now.monitor().execute("screendump", arguments);
        Files.move(taken, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Presses keys, one after the other, on the keyboard that belongs to the screen.
    ///
    /// @param keys the names of QKeyCode in the QEMU QMP Reference Manual: `a`, `ret`, `tab`
    public void press(List<String> keys) throws IOException {
        for (String key : keys) {
            current().monitor().pressKey(key);
        }
    }

    /// The port of 127.0.0.1 where VNC shows the screen.
    public int vncPort() throws IOException {
        return current().monitor().vncPort();
    }

    public boolean isRunning() {
        return running.isPresent() && running.get().process().isRunning();
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            if (running.isPresent()) {
                cutPower();
            }
        }
    }

    private Running current() throws IOException {
        return running.orElseThrow(() -> failure("The machine is off"));
    }

    private boolean shellAnswers(Running now) throws IOException {
        try {
            return now.shell().await(GLANCE);
        } catch (IOException e) {
            throw failure(MACHINE_ENDED + " before its shell answered");
        }
    }

    private Command command() {
        List<String> parameters = new ArrayList<>();
        parameters.add("console=" + QemuCommand.consoleDevice(settings.architecture()));
        parameters.addAll(boot.parameters());
        parameters.addAll(GuestShell.kernelParameters());
        Command command = Command.of(QemuCommand.of(settings, accelerator, parameters));
        return switch (settings.console()) {
            case LOG -> command;
            case TERMINAL -> command.inheritIo();
        };
    }

    private Confinement confinement(Path sockets) throws IOException {
        Confinement seen = Confinement.NONE
                .sharingNetwork()
                .reading(boot.kernel(), QemuCommand.KERNEL)
                .reading(boot.initrd(), QemuCommand.INITRD)
                .reading(storeDisk, QemuCommand.STORE_DISK)
                .writing(directory, QemuCommand.MACHINE)
                .writing(sockets, QemuCommand.SOCKETS);
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

    /// Waits until QEMU listens on `socket`.
    private static Path listening(RunningProcess process, Path socket) throws IOException {
        Instant deadline = Instant.now().plus(START_LIMIT);
        while (!Files.exists(socket)) {
            if (!process.isRunning()) {
                ProcessResult result = process.await(Duration.ofSeconds(1));
                throw new MachineFailure(
                        "QEMU ended with status " + result.status() + " at its start: "
                                + result.errorTail().strip(),
                        "");
            }
            if (Instant.now().isAfter(deadline)) {
                throw new MachineFailure("QEMU did not start within " + START_LIMIT.toSeconds() + " seconds", "");
            }
            pause(Duration.ofMillis(10));
        }
        return socket;
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void release(Running ended) throws IOException {
        running = Optional.empty();
        ended.shell().close();
        ended.monitor().close();
        if (ended.console().isPresent()) {
            ended.console().get().close();
        }
        ended.process().close();
        for (String socket : List.of(
                QemuCommand.MONITOR_SOCKET,
                QemuCommand.SHELL_SOCKET,
                QemuCommand.CONSOLE_SOCKET,
                QemuCommand.AGENT_SOCKET)) {
            Files.deleteIfExists(ended.sockets().resolve(socket));
        }
        Files.deleteIfExists(ended.sockets());
    }

    private MachineFailure failure(String problem) {
        return new MachineFailure(problem, serial.tail());
    }
}
