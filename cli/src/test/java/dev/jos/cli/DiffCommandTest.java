package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.packages.archive.testing.SyntheticPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What differs between systems, and what a configuration would bring.
class DiffCommandTest {

    private static final String HASH =
            "$6$josexample$blIK3Q1eA2enFJOhveBJhp3GaxGKzK6ZNRB2zuduepPRof3QfudmAC9mL38PfAlj5pRmbHbZSGsfkQQ/yjT1X.";

    @TempDir
    Path temp;

    private SyntheticMachine machine;

    @BeforeEach
    void builds() {
        machine = new SyntheticMachine(temp)
                .publish(
                        SyntheticMachine.hello(),
                        SyntheticPackage.of("daemon", "2.0")
                                .file("./usr/lib/systemd/system/daemon.service", "[Service]\nExecStart=/bin/true\n"));
        machine.assertBuilds();
    }

    private void add(String text) throws IOException {
        Files.writeString(machine.configurationFile(), machine.configurationText() + text);
    }

    private Transcript diff(String... more) {
        String[] words = new String[1 + more.length];
        words[0] = "diff";
        System.arraycopy(more, 0, words, 1, more.length);
        return machine.jos(words);
    }

    @Test
    void a_configuration_is_compared_before_it_is_built() throws IOException {
        add("packages.install += daemon\nsystem.timezone = Europe/Berlin\n");

        Transcript run = diff(machine.configurationFile().toString());

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("--- generation 1", "packages (1)\n  + daemon 2.0\n", "system.timezone", "\"Europe/Berlin\"")
                .doesNotContain("kernel");
        assertThat(run.err()).contains("Not compared: kernel, interfaces, units, size.");
        assertThat(machine.jos("generations", "list").out().lines()).hasSize(2);
        assertThat(Files.readString(machine.lockFile())).doesNotContain("daemon");
    }

    @Test
    void two_generations_are_compared_whole() throws IOException {
        add("packages.install += daemon\n");
        machine.assertBuilds();

        JsonObject json = JsonParser.parseString(diff("1", "2", "--json").out()).getAsJsonObject();

        assertThat(json.getAsJsonArray("packages").toString()).isEqualTo("[{\"name\":\"daemon\",\"after\":\"2.0\"}]");
        assertThat(json.getAsJsonArray("units").toString())
                .contains("{\"name\":\"daemon.service\",\"after\":\"there\"}");
        assertThat(json.getAsJsonArray("options").toString()).contains("packages.install");
        assertThat(json.get("bytes").getAsLong()).isPositive();
        assertThat(json.getAsJsonArray("notCompared")).isEmpty();
    }

    @Test
    void of_a_unit_that_says_something_else_both_are_shown() throws IOException {
        add("systemd.services.app.execStart = /bin/one\n");
        machine.assertBuilds();
        add("systemd.services.app.execStart = /bin/two\n");
        machine.assertBuilds();

        assertThat(diff("2", "3").out())
                .contains("~ app.service Service.ExecStart=/bin/one → Service.ExecStart=/bin/two");
    }

    @Test
    void options_that_come_to_the_same_system_are_no_difference_once_they_were_built() throws IOException {
        add("services.openssh.ports = [2222]\n");
        machine.assertBuilds();
        assertThat(machine.jos("generations", "list").out().lines()).hasSize(2);

        assertThat(diff(machine.configurationFile().toString()).out()).startsWith("There is no difference");
    }

    @Test
    void nothing_to_say_is_said_in_a_sentence_and_by_the_exit_status() {
        assertThat(diff("1", machine.configurationFile().toString(), "--exit-code"))
                .satisfies(run -> assertThat(run.status()).isZero())
                .satisfies(run -> assertThat(run.out()).startsWith("There is no difference between generation 1 and "));
    }

    @Test
    void a_difference_is_told_by_the_exit_status_if_asked_for() throws IOException {
        add("packages.install += daemon\n");

        String configuration = machine.configurationFile().toString();

        assertThat(diff(configuration, "--exit-code").status()).isEqualTo(1);
        assertThat(diff(configuration).status()).isZero();
    }

    @Test
    void a_password_is_never_shown_but_a_changed_one_is_seen() throws IOException {
        add("users.users.root.hashedPassword = \"" + HASH + "\"\n");
        machine.assertBuilds();
        add("users.users.root.hashedPassword = \"" + HASH.replace('Q', 'q') + "\"\n");

        Transcript run = diff(machine.configurationFile().toString());

        assertThat(run.out())
                .contains("users.users.root.hashedPassword \"hidden ")
                .doesNotContain("josexample");
        try (var files = Files.walk(machine.root().resolve("generations"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("josexample"));
        }
    }

    @Test
    void a_generation_that_is_not_there_is_named() {
        Transcript run = diff("1", "7");

        assertThat(run.status()).isNotZero();
        assertThat(run.err()).contains("There is no generation 7.").contains("jos generations list");
    }

    @Test
    void what_a_generation_remembered_goes_with_it() throws IOException {
        add("packages.install += daemon\n");
        machine.assertBuilds();
        assertThat(machine.jos("generations", "delete", "1").status()).isZero();

        try (var files = Files.walk(machine.root().resolve("generations"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .contains("2", "2.options")
                    .doesNotContain("1", "1.options");
        }
    }
}
