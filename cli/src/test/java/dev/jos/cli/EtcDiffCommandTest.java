package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.jos.activator.testing.ScriptedServiceManager;
import dev.jos.cli.command.Outside;
import dev.jos.cli.command.ThisMachine;
import dev.jos.cli.testing.SyntheticWorld;
import dev.jos.host.LinuxProcesses;
import dev.jos.host.testing.RecordingMounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine on which somebody edited files.
class EtcDiffCommandTest {

    @TempDir
    Path temp;

    private SyntheticMachine machine;
    private Outside world;
    private Path upper;

    @BeforeEach
    void builds() throws IOException {
        machine = new SyntheticMachine(temp);
        Files.writeString(machine.configurationFile(), machine.configurationText() + """
                environment.etc."app/one".text = "first\\nsecond\\n"
                environment.etc."app/two".text = "two\\n"
                """);
        machine.assertBuilds();
        Path top = temp.resolve("machine");
        upper = Files.createDirectories(top.resolve("var/lib/jos/etc/upper/app"));
        Files.createDirectories(top.resolve("run/jos"));
        String system = JsonParser.parseString(
                        machine.jos("generations", "list", "--json").out())
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("system")
                .getAsString();
        Files.createSymbolicLink(top.resolve("run/jos/system"), Path.of("/jos/systems/" + system));
        world = new SyntheticWorld(machine.mirror(), machine.keys())
                .on(new ThisMachine(top, new ScriptedServiceManager(), new RecordingMounts(top), new LinuxProcesses()));
    }

    private Transcript diff(String... more) {
        String[] words = new String[2 + more.length];
        words[0] = "etc";
        words[1] = "diff";
        System.arraycopy(more, 0, words, 2, more.length);
        return machine.jos(world, words);
    }

    private void edit(String name, String text) throws IOException {
        Files.writeString(upper.resolve(name), text);
        Files.setPosixFilePermissions(upper.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
    }

    /// What the command says of the owner of files that whoever runs this test has made.
    private String owner() throws IOException {
        Object uid = Files.getAttribute(upper, "unix:uid");
        Object gid = Files.getAttribute(upper, "unix:gid");
        return uid.equals(0) && gid.equals(0) ? "" : "owner 0:0 → " + uid + ":" + gid;
    }

    @Test
    void nothing_edited_is_said_in_a_sentence() {
        assertThat(diff().out()).isEqualTo("Nothing in /etc was edited on this machine.\n");
    }

    @Test
    void an_edit_is_shown_line_by_line() throws IOException {
        edit("one", "first\nchanged\n");

        assertThat(diff().out())
                .contains("changed /etc/app/one", "--- shipped /etc/app/one", " first\n-second\n+changed\n");
    }

    @Test
    void what_was_only_copied_is_no_edit() throws IOException {
        edit("one", "first\nsecond\n");

        assertThat(diff("--name-only").out())
                .isEqualTo(owner().isEmpty() ? "Nothing in /etc was edited on this machine.\n" : "M /etc/app/one\n");
    }

    @Test
    void new_and_removed_files_and_modes_are_named() throws Exception {
        edit("new", "new\n");
        edit("two", "two\n");
        Files.setPosixFilePermissions(upper.resolve("two"), PosixFilePermissions.fromString("rw-------"));
        int status = new ProcessBuilder("mknod", upper.resolve("one").toString(), "c", "0", "0")
                .start()
                .waitFor();
        assertThat(status).as("a whiteout can be made by everybody").isZero();

        assertThat(diff("--name-only").out()).isEqualTo("A /etc/app/new\nD /etc/app/one\nM /etc/app/two\n");
        String more = owner().isEmpty() ? "" : ", " + owner();
        assertThat(diff("/etc/app/two").out()).isEqualTo("changed /etc/app/two (mode 0644 → 0600" + more + ")\n");
        assertThat(diff("--json").out()).contains("{\"path\":\"/etc/app/one\",\"kind\":\"removed\",\"details\":[]}");
    }
}
