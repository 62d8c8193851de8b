package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCommandsTest {

    @TempDir
    Path root;

    private Transcript jos(String... arguments) {
        return Transcript.of(root, arguments);
    }

    private String configuration(String text) throws IOException {
        return Files.writeString(root.resolve("machine.conf"), text).toString();
    }

    @Test
    void a_right_configuration_is_called_right() throws IOException {
        String file = configuration("system { hostname = atlas, stateVersion = \"1\" }\n");

        assertThat(jos("check", file)).isEqualTo(new Transcript(0, "`" + file + "` is right (1 file).\n", ""));
        assertThat(jos("check", root.toString()).status())
                .as("a directory will do")
                .isZero();
        assertThat(JsonParser.parseString(jos("check", file, "--json").out())
                        .getAsJsonObject()
                        .getAsJsonArray("errors"))
                .isEmpty();
    }

    @Test
    void every_error_is_shown_at_once_with_its_place() throws IOException {
        String file = configuration("""
                system { hostname = atlas, stateVersion = "1" }
                packages.instal = [vim]
                services.openssh.enable = perhaps
                """);

        for (String command : new String[] {"check", "build", "vm"}) {
            Transcript run = jos(command, file);

            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err())
                    .contains("There is no option `packages.instal`.", "--> " + file + ":2:10", "`packages.install`")
                    .contains("`perhaps`", "--> " + file + ":3:");
        }
    }

    @Test
    void errors_of_a_configuration_are_also_data() throws IOException {
        String file = configuration("system { hostname = atlas, stateVersion = \"1\" }\nfoo = 1\n");

        var errors = JsonParser.parseString(jos("build", file, "--json").out())
                .getAsJsonObject()
                .getAsJsonArray("errors");

        assertThat(errors).hasSize(1);
        var place =
                errors.get(0).getAsJsonObject().getAsJsonArray("places").get(0).getAsJsonObject();
        assertThat(place.get("line").getAsInt()).isEqualTo(2);
    }

    @Test
    void a_missing_configuration_is_named() {
        Transcript run = jos("build", root.resolve("none.conf").toString());

        assertThat(run.status()).isEqualTo(7);
        assertThat(run.err()).startsWith("error: There is no configuration file `" + root.resolve("none.conf"));
    }

    @Test
    void a_damaged_lock_is_shown_and_not_replaced() throws IOException {
        String file = configuration("system { hostname = atlas, stateVersion = \"1\" }\n");
        Path lock = Files.writeString(root.resolve("jos.lock"), "<<<<<<< mine\n");

        Transcript run = jos("build", file);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains(lock + ":1").contains("Restore the lock file");
        assertThat(lock).hasContent("<<<<<<< mine");
    }

    @Test
    void amounts_of_memory_and_time_are_checked_before_anything_is_done() {
        for (String memory : new String[] {"many", "12M", "1T", "-2G", ""}) {
            Transcript run = jos("vm", "none.conf", "--memory", memory);
            assertThat(run.status()).as(memory).isEqualTo(2);
            assertThat(run.err()).contains("at least 256M was expected");
        }
        for (String timeout : new String[] {"soon", "0", "0m", "-5", "5 weeks", "1.2.3", ""}) {
            Transcript run = jos("vm", "none.conf", "--timeout", timeout);
            assertThat(run.status()).as(timeout).isEqualTo(2);
            assertThat(run.err()).isEqualTo("""
                    error: `%s` is not a length of time: one such as `90s` or `5m` was expected.
                      hint: Write a number with its unit; without one it means seconds.
                    """.formatted(timeout));
        }
        for (String timeout : new String[] {"60", "60s", "5m", "1.5h", "2 minutes"}) {
            assertThat(jos("vm", "none.conf", "--memory", "2G", "--timeout", timeout)
                            .status())
                    .as(timeout)
                    .isEqualTo(7);
        }
    }

    @Test
    void a_picture_of_a_screen_needs_something_to_wait_for() {
        Transcript run = jos("vm", "none.conf", "--screenshot", "screen.png");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                error: `--screenshot` takes its picture after the commands of `--run`, and there are none.
                  hint: Add `--run COMMAND` with a command that waits for what the picture is to show.
                """);
    }

    @Test
    void several_machines_are_told_what_to_do_at_a_prompt() {
        Transcript run = jos("vm", "one.conf", "two.conf", "--run", "true");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("""
                error: Several machines are told at a prompt what to do.
                  hint: Leave `--run`, `--headless` and `--json` out; the prompt also reads a file: `<commands`.
                """);
    }

    @Test
    void firmware_has_one_of_three_names_and_needs_a_boot_loader() throws IOException {
        String file = configuration("system { hostname = atlas, stateVersion = \"1\" }\n");

        assertThat(jos("vm", file, "--firmware", "efi").err()).isEqualTo("""
                error: `efi` is no firmware: `uefi`, `bios` or `u-boot` was expected.
                  hint: Most machines have `uefi`.
                """);
        assertThat(jos("vm", file, "--firmware", "uefi").err()).isEqualTo("""
                error: `%s` enables no boot loader for machines with this firmware.
                  hint: Enable one below `boot.loader`, or leave `--firmware` out.
                """.formatted(file));
    }

    @Test
    void a_package_that_the_machine_does_not_have_cannot_be_updated() throws IOException {
        String file = configuration("system { hostname = atlas, stateVersion = \"1\" }\n");
        Files.writeString(root.resolve("jos.lock"), "jos-lock 1\narchitecture amd64\nrequest " + "0".repeat(64) + "\n");

        Transcript run = jos("update", file, "nginx");

        assertThat(run.status()).isEqualTo(4);
        assertThat(run.err()).startsWith("error: The machine has no package `nginx`.");
    }

    @Test
    void an_empty_store_is_sound() {
        assertThat(jos("store", "verify").status()).isZero();
        assertThat(jos("store", "stats", "--json").out()).contains("\"objects\":0");
        assertThat(jos("store", "gc", "--dry-run").out()).startsWith("Would remove 0 objects");
        assertThat(jos("store", "verify", "--sample", "200").err()).contains("`200` is not a percentage");
    }
}
