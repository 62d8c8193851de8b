package dev.jos.iso;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.InterProcessLock;
import dev.jos.host.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A machine in QEMU, on a disk that persists: it boots one system directly, or what its firmware finds on the disk.
///
/// It can be booted again after it was powered off or lost its power. Every method that waits has a limit, and fails
/// with the end of the serial console's log. Closing it cuts the power and lets others
/// have the machine.
public final class VirtualMachine implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(100);
    /// How long to wait for the shell before the console is searched for a panic.
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final String MACHINE_ENDED = "The machine has ended";

    private final Launch launch;
    private final MachineSettings settings;
    private final MachineDisk disk;
    private final Path directory;
    private final SerialLog serial;
    private final InterProcessLock lock;
    private Optional<QemuProcess> running = Optional.empty();
    private Optional<Recording> recording = Optional.empty();

    VirtualMachine(Launch launch, InterProcessLock lock) {
        this.launch = launch;
        this.settings = launch.settings();
        this.disk = launch.disk();
        this.directory = launch.directory();
        this.lock = lock;
        this.serial = new SerialLog(directory.resolve("serial.log"));
    }

    public SerialLog serialLog() {
        return serial;
    }

    /// The journal of all its boots, one after the other, each from the moment when the root shell had answered.
    public Path journal() {
        return directory.resolve(Path.of(QemuCommand.JOURNAL).getFileName());
    }

    /// Switches the machine on. Returns as soon as QEMU runs, long before the guest is up.
    public void boot() throws IOException {
        switchOn(List.of());
    }

    /// Begins a new file of the machine's disk if writes to it are recorded.
    private void switchOn(List<String> more) throws IOException {
        if (running.isPresent()) {
            throw new IllegalStateException("the machine runs already");
        }
        recording = settings.recording() ? Optional.of(new Recording(disk.branch(launch.base()))) : Optional.empty();
        running = Optional.of(launch.start(more, serial.length()));
    }

    /// The record of what the machine writes, or wrote when it was last on.
    ///
    /// @throws IllegalStateException if its settings do not ask for one
    public Recording recording() {
        return recording.orElseThrow(() -> new IllegalStateException("nothing is recorded"));
    }

    /// Writes the disk as it was when the recording began to `raw`: a sparse file, which refers to nothing else.
    public void copyRecordedDisk(Path raw) throws IOException {
        recording();
        disk.copyBeforeCurrent(raw, launch.base());
    }

    /// Keeps the state of the machine, its memory included, under `name`. It takes parts of a second, and the machine
    /// goes on if it was not paused. The root shell must have answered.
    public void save(String name) throws IOException {
        current().monitor().job("snapshot-save", snapshot(name));
    }

    /// Brings the machine, on or off, into the state that [#save] kept, as often as one likes: what it did since is
    /// lost. It is paused then. Connections from outside are cut.
    public void load(String name) throws IOException {
        if (running.isEmpty()) {
            switchOn(List.of("-S"));
        }
        pause();
        current().monitor().job("snapshot-load", snapshot(name));
        current().shell().remember();
    }

    /// Stops the machine between two instructions.
    public void pause() throws IOException {
        current().monitor().execute("stop");
    }

    /// Has the machine go on.
    public void resume() throws IOException {
        current().monitor().execute("cont");
    }

    private JsonObject snapshot(String name) {
        JsonArray devices = new JsonArray();
        QemuCommand.writableNodes(settings).forEach(devices::add);
        JsonObject arguments = new JsonObject();
        arguments.addProperty("tag", name);
        arguments.addProperty("vmstate", QemuCommand.ROOT);
        arguments.add("devices", devices);
        return arguments;
    }

    /// Plugs the cable of a network card in, or pulls it out.
    ///
    /// @param card counted from 0, in the order of the settings
    public void plug(int card, boolean in) throws IOException {
        JsonObject arguments = new JsonObject();
        arguments.addProperty("name", QemuCommand.card(card));
        arguments.addProperty("up", in);
        current().monitor().execute("set_link", arguments);
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
        QemuProcess now = current();
        Instant deadline = Instant.now().plus(limit);
        while (!shellAnswers(now)) {
            // An installed machine may come up with another system after that.
            if (launch.start() instanceof Start.Direct
                    && serial.textFrom(now.logStart()).contains("Kernel panic - not syncing")) {
                throw failure("The guest's kernel panicked");
            }
            if (Instant.now().isAfter(deadline)) {
                throw failure("The guest's shell did not answer within " + limit.toSeconds() + " seconds");
            }
        }
    }

    /// Waits until the guest has said `text` on its serial console since it was switched on.
    public void awaitConsole(String text, Duration limit) throws IOException {
        await(text, "The console", serial, current().logStart(), limit);
    }

    /// Waits until `text` is in the journal, as `journalctl --output=short` shows it, from whichever boot.
    public void awaitJournal(String text, Duration limit) throws IOException {
        await(text, "The journal", new SerialLog(journal()), 0, limit);
    }

    private void await(String text, String where, SerialLog log, long start, Duration limit) throws IOException {
        Instant deadline = Instant.now().plus(limit);
        while (!log.textFrom(start).contains(text)) {
            if (Instant.now().isAfter(deadline)) {
                throw failure(where + " did not show `" + text + "` within " + limit.toSeconds() + " seconds");
            }
            Pause.of(GLANCE);
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
        QemuProcess now = current();
        if (now.shell().await(Duration.ZERO)) {
            now.shell().send("systemctl poweroff");
        } else {
            now.monitor().execute("system_powerdown");
        }
        awaitEnd(limit);
    }

    /// Waits until the machine is off, by whatever cause.
    public ProcessResult awaitEnd(Duration limit) throws IOException {
        QemuProcess now = current();
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
        QemuProcess now = current();
        now.shell().forget();
        now.monitor().execute("system_reset");
    }

    /// Pulls the plug: QEMU is killed, and with it goes every write that the guest had not flushed.
    public void cutPower() throws IOException {
        QemuProcess now = current();
        now.process().close();
        release(now);
    }

    /// Writes the picture on the machine's screen to `file`, which may exist, in the format PNG.
    ///
    /// @throws IOException if the machine has no screen
    public void screenshot(Path file) throws IOException {
        QemuProcess now = current();
        Path taken = now.sockets().resolve("screen.png");
        JsonObject arguments = new JsonObject();
        arguments.addProperty("filename", QemuCommand.SOCKETS + "/" + taken.getFileName());
        arguments.addProperty("format", "png");
        now.monitor().execute("screendump", arguments);
        Files.move(taken, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Gives the guest time to draw.
    public void awaitNextPicture() throws IOException {
        Pause.of(GLANCE);
    }

    /// Presses keys, one after the other, on the keyboard that belongs to the screen.
    ///
    /// @param keys the names of QKeyCode in the QEMU QMP Reference Manual: `a`, `ret`, `tab`;
    ///     `ctrl-alt-delete` are three at the same time
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

    private QemuProcess current() throws IOException {
        return running.orElseThrow(() -> failure("The machine is off"));
    }

    private boolean shellAnswers(QemuProcess now) throws IOException {
        try {
            return now.shell().await(LOOK);
        } catch (IOException e) {
            throw failure(MACHINE_ENDED + " before its shell answered");
        }
    }

    private void release(QemuProcess ended) throws IOException {
        running = Optional.empty();
        ended.end();
    }

    private MachineFailure failure(String problem) {
        return new MachineFailure(problem, serial.tail());
    }
}
