package dev.jos.vmtests;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.iso.GuestResult;
import dev.jos.iso.Recording;
import dev.jos.iso.VirtualMachine;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A virtual machine as tests see it.
public final class Machine extends RunningSystem {

    private static final int SSH = 22;

    private final VirtualMachine machine;
    private final MachineTest said;
    private final Path configuration;
    private final Map<String, SystemId> systems;
    private final ToolsView tools;
    private final Path pictures;
    private final Twins twins;

    /// @param said what its test says of it
    /// @param configuration the directory of the configuration
    /// @param systems what lies on its disk, by configuration
    /// @param pictures the directory for pictures of its screen
    /// @param twins makes others like it
    Machine(
            VirtualMachine machine,
            MachineTest said,
            Path configuration,
            Map<String, SystemId> systems,
            ToolsView tools,
            Path pictures,
            Twins twins) {
        this.machine = machine;
        this.said = said;
        this.configuration = configuration;
        this.systems = Map.copyOf(systems);
        this.tools = tools;
        this.pictures = pictures;
        this.twins = twins;
    }

    MachineTest said() {
        return said;
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
        if (!said.passphrase().isEmpty()) {
            waitForConsole("Passphrase for ");
            type(said.passphrase());
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

    /// Waits until `text` is in the journal, whether the machine still answers or not.
    public void waitForJournal(String text) {
        attempt(() -> machine.awaitJournal(text, BOOT_LIMIT));
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
            Sandbox ssh = tools.sandbox(ToolSet.SSH);
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

    /// Shuts down in order, and waits until the machine is off.
    public void shutdown() {
        attempt(() -> {
            machine.powerOff(COMMAND_LIMIT);
        });
    }

    /// Pulls the plug: what was not flushed is lost.
    public void cutPower() {
        attempt(machine::cutPower);
    }

    /// Presses the reset button, which keeps what the disk was given, flushed or not; returns at once.
    public void reset() {
        attempt(machine::reset);
    }

    /// Shuts down in order and boots again.
    public void reboot() {
        shutdown();
        boot();
    }

    /// The id of a system on the disk of an installed machine, below `/jos/systems`.
    ///
    /// @param config the configuration it was built from, as the test names it
    public SystemId system(String config) {
        SystemId id = systems.get(config);
        if (id == null) {
            throw new AssertionError("`" + config + "` is no configuration of the machine: " + systems.keySet());
        }
        return id;
    }

    /// Keeps the state of the machine, its memory and its disk, under `name`, in parts of a second.
    public void snapshot(String name) {
        waitForShell();
        attempt(() -> machine.save(name));
    }

    /// Has the machine, on or off, go on from the state that [#snapshot] kept: what it did since is lost.
    /// As often as one likes, each time in parts of a second.
    public void forkFromSnapshot(String name) {
        attempt(() -> {
            machine.load(name);
            machine.resume();
        });
    }

    /// Pulls all network cables out.
    public void blockNetwork() {
        plugAll(false);
    }

    /// Plugs all network cables in.
    public void unblockNetwork() {
        plugAll(true);
    }

    /// Pulls the cable out that leads to a network of the test.
    public void blockNetwork(String network) {
        plug(network, false);
    }

    /// Plugs the cable in that leads to a network of the test.
    public void unblockNetwork(String network) {
        plug(network, true);
    }

    private void plugAll(boolean in) {
        int cards = said.cables().length + outsideCards();
        attempt(() -> {
            for (int card = 0; card < cards; card++) {
                machine.plug(card, in);
            }
        });
    }

    private void plug(String network, boolean in) {
        for (int i = 0; i < said.cables().length; i++) {
            if (said.cables()[i].to().equals(network)) {
                int card = i + outsideCards();
                attempt(() -> machine.plug(card, in));
                return;
            }
        }
        throw new AssertionError("No cable of the machine leads to `" + network + "`");
    }

    private int outsideCards() {
        return said.outside() ? 1 : 0;
    }

    /// The record of what the machine writes to its disk since it was switched on, or wrote while it was
    /// last on; its test says `record`.
    public Recording recording() {
        return machine.recording();
    }

    /// Writes the disk as it was when the recording began to `raw`, a sparse file. What a crash may leave is that, and
    /// some of what the recording holds.
    public void copyRecordedDisk(Path raw) {
        attempt(() -> machine.copyRecordedDisk(raw));
    }

    /// Does something with another machine like this one, whose disk begins as `raw`: it is off at first,
    /// and at the end.
    ///
    /// @param raw a raw disk, below [#workingDirectory]; it stays as it is
    public void onDisk(Path raw, Consumer<Machine> action) {
        attempt(() -> {
            try (VirtualMachine other = twins.withDisk(raw)) {
                action.accept(new Machine(other, said, configuration, systems, tools, pictures, twins));
            }
        });
    }

    /// A directory for large files of the test, which is emptied when the test class begins.
    public Path workingDirectory() {
        return twins.workingDirectory();
    }

    /// Makes machines like a given one.
    interface Twins {
        VirtualMachine withDisk(Path raw) throws IOException;

        Path workingDirectory();
    }

    /// The system that runs.
    public SystemId runningSystem() {
        return systemAt("/run/jos/system");
    }

    /// The system that was booted.
    public SystemId bootedSystem() {
        return systemAt("/run/jos/booted-system");
    }

    private SystemId systemAt(String link) {
        return SystemId.parse(succeed("basename $(readlink " + link + ")").strip());
    }

    @Override
    void keepLogs(Path directory) throws IOException {
        for (Path log : List.of(machine.serialLog().file(), machine.journal())) {
            if (Files.exists(log)) {
                Files.copy(log, directory.resolve(log.getFileName()));
            }
        }
        if (machine.isRunning() && said.screen()) {
            machine.screenshot(directory.resolve("screen.png"));
        }
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
            attempt(() -> machine.awaitNextPicture());
            last = screenshot(name);
        }
        return last;
    }

    /// Waits until somebody can read a text on the screen that `pattern` finds.
    ///
    /// @param pattern a regular expression; letters that look alike are easily confused, so a word of
    ///     several is better
    public Screenshot waitForText(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        TextRecognition reader = attempt(() -> new TextRecognition(tools.sandbox(ToolSet.TEXT_RECOGNITION)));
        return waitForScreen("text", screen -> wanted.matcher(attempt(() -> reader.read(screen)))
                .find());
    }

    /// Presses keys, one after the other, on the keyboard that belongs to the screen.
    ///
    /// @param keys their names in QEMU, such as `a`, `ret` and `tab`; those that are held down together are
    ///     joined, as in `ctrl-alt-f2`
    public void sendKeys(String... keys) {
        attempt(() -> machine.press(List.of(keys)));
    }

    /// Types letters, digits, spaces and `-./` on the keyboard that belongs to the screen.
    public void sendChars(String text) {
        sendKeys(Keys.of(text));
    }

    /// All that the machine said on its serial console.
    public String console() {
        return attempt(() -> machine.serialLog().textFrom(0));
    }
}
