package dev.jos.iso;

import dev.jos.host.LineChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A root shell in a guest, over a virtio serial port.
///
/// Nothing of it is in the closure. A unit comes with the kernel command line as a credential, which systemd takes as
/// an extra unit (systemd.system-credentials(7), kernel-command-line(7)); it waits for the port and becomes a plain
/// shell that reads what this class sends.
final class GuestShell implements AutoCloseable {

    /// The name of the port; udev links it into `/dev/virtio-ports`.
    static final String PORT = "jos.shell";

    /// What systemd calls the port once udev has found it; escaped as systemd-escape(1) does.
    private static final String DEVICE_UNIT = "dev-virtio\\x2dports-" + PORT + ".device";

    private static final String GREETING = "jos-shell";

    /// Runs one command with its output in files, and answers with one line. A process that the command leaves behind
    /// therefore holds nothing up.
    private static final String RUN = "run() { d=/run/jos-shell; mkdir -p $d; printf %s \"$3\" | base64 -d >$d/command;"
            + " timeout -k 5 \"$2\" /bin/sh $d/command </dev/null >$d/out 2>$d/err; s=$?;"
            + " printf 'done %s %s %s. %s.\\n' \"$1\" $s"
            + " \"$(tail -c 4194304 $d/out | base64 -w0)\" \"$(tail -c 65536 $d/err | base64 -w0)\"; }";

    /// The name of the port that takes the journal, so that it is known whatever becomes of the machine.
    static final String JOURNAL_PORT = "jos.journal";

    private static final String FOLLOW_JOURNAL = "[ ! -e /dev/virtio-ports/" + JOURNAL_PORT + " ] ||"
            + " setsid journalctl --boot --follow --lines=all --output=short-monotonic </dev/null"
            + " >/dev/virtio-ports/" + JOURNAL_PORT + " 2>/dev/null &";

    private final LineChannel channel;
    private boolean greeted;
    private int sent;

    private GuestShell(LineChannel channel) {
        this.channel = channel;
    }

    static GuestShell connect(Path socket) throws IOException {
        return new GuestShell(LineChannel.connect(socket));
    }

    /// What makes systemd in the guest start the shell, on the kernel command line.
    static List<String> kernelParameters() {
        return List.of(
                "systemd.set_credential_binary=" + credential("jos-shell.service") + ":" + encoded(unit()),
                "systemd.wants=jos-shell.service");
    }

    /// The same in tables of the firmware, for a kernel that a boot loader starts;
    /// systemd.system-credentials(7), smbios type 11. Also tells systemd-boot what a kernel needs on a busy
    /// host: an emulated timer may miss its check, and it would panic over that; smbios-type-11(7).
    static List<String> systemTables() {
        String wants = encoded("[Unit]\nWants=jos-shell.service\n");
        return List.of(
                "-smbios",
                table(credential("jos-shell.service") + "=" + encoded(unit())),
                "-smbios",
                table("systemd.unit-dropin.multi-user.target~jos-shell=" + wants),
                "-smbios",
                "type=11,value=io.systemd.boot.kernel-cmdline-extra=no_timer_check");
    }

    /// The same in files of QEMU's, for firmware without such tables. Their names are so short that the
    /// unit of the shell has a letter for a name, and no drop-in fits; what wants it is the root slice,
    /// which everything is in and which has no file of its own.
    static List<String> firmwareFiles() {
        List<String> all = new ArrayList<>(firmwareFile("j.service", unit()));
        all.addAll(firmwareFile("-.slice", "[Unit]\nDescription=Root Slice\nWants=j.service\n"));
        return all;
    }

    private static List<String> firmwareFile(String unit, String content) {
        String name = "opt/io.systemd.credentials/" + credential(unit);
        // A comma ends a value, unless it is doubled.
        return List.of("-fw_cfg", "name=" + name + ",string=" + content.replace(",", ",,"));
    }

    private static String table(String credential) {
        return "type=11,value=io.systemd.credential.binary:" + credential;
    }

    private static String credential(String unit) {
        return "systemd.extra-unit." + unit;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String unit() {
        String device = "/dev/virtio-ports/" + PORT;
        // A loop that looks for the port ten times a second would take a large part of an emulated boot. It waits for
        // those machines that are so slow that systemd gives the device up.
        return """
                [Unit]
                DefaultDependencies=no
                IgnoreOnIsolate=yes
                Wants=%1$s
                After=%1$s
                [Service]
                ExecStart=/bin/sh -c 'until [ -e %2$s ]; do sleep 5; done; exec <>%2$s >&0; echo %3$s; exec sh'
                """.formatted(DEVICE_UNIT, device, GREETING);
    }

    /// Waits until the guest's shell answers. Returns whether it does within `patience`.
    synchronized boolean await(Duration patience) throws IOException {
        Instant deadline = Instant.now().plus(patience);
        while (!greeted) {
            Optional<String> line = channel.receive(remaining(deadline));
            if (line.isEmpty()) {
                return false;
            }
            greet(line.get());
        }
        return true;
    }

    /// Runs `command` with sh(1) as root.
    ///
    /// @param limit after which it is ended in the guest, with status 124
    /// @return nothing if the guest does not answer in time at all
    synchronized Optional<GuestResult> run(String command, Duration limit, Duration grace) throws IOException {
        int id = ++sent;
        String encoded = Base64.getEncoder().encodeToString(command.getBytes(StandardCharsets.UTF_8));
        channel.send("run " + id + " " + Math.max(1, limit.toSeconds()) + " " + encoded);
        Instant deadline = Instant.now().plus(limit).plus(grace);
        while (true) {
            Optional<String> line = channel.receive(remaining(deadline));
            if (line.isEmpty()) {
                return Optional.empty();
            }
            if (!greet(line.get()) && line.get().startsWith("done " + id + " ")) {
                return Optional.of(parse(line.get()));
            }
        }
    }

    /// Sends `command` without waiting for anything.
    synchronized void send(String command) throws IOException {
        channel.send(command);
    }

    /// The guest goes on where its shell had greeted.
    synchronized void remember() {
        greeted = true;
    }

    /// From now on a new shell has to greet: the guest was reset.
    synchronized void forget() {
        greeted = false;
    }

    private boolean greet(String line) throws IOException {
        if (!line.equals(GREETING)) {
            return false;
        }
        channel.send(RUN);
        channel.send(FOLLOW_JOURNAL);
        greeted = true;
        return true;
    }

    /// Reads `done ID STATUS OUTPUT. ERRORS.`, both in base64.
    static GuestResult parse(String line) throws IOException {
        String[] words = line.split(" ", -1);
        if (words.length != 5) {
            throw new IOException("the guest's shell answered `" + line + "`");
        }
        return new GuestResult(Integer.parseInt(words[2]), decoded(words[3]), decoded(words[4]));
    }

    private static String decoded(String word) {
        byte[] content = Base64.getDecoder().decode(word.substring(0, word.length() - 1));
        return new String(content, StandardCharsets.UTF_8);
    }

    private static Duration remaining(Instant deadline) {
        Duration left = Duration.between(Instant.now(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
