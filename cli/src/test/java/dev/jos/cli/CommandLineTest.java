package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.jos.cli.command.Version;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

    @TempDir
    Path root;

    private Transcript jos(String... arguments) {
        return Transcript.of(root, arguments);
    }

    @Test
    void without_arguments_it_shows_its_help() {
        assertThat(jos().out()).contains("Usage: jos").contains("generations");
        assertThat(jos().status()).isZero();
    }

    @Test
    void it_knows_its_version() {
        assertThat(jos("--version").out()).isEqualTo("jos " + Version.CURRENT + "\n");
        assertThat(jos("--version", "generations").out()).isEqualTo("jos " + Version.CURRENT + "\n");
    }

    @Test
    void an_unknown_command_suggests_the_nearest() {
        Transcript run = jos("generatons", "list");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("""
                error: `jos` has no command `generatons`.
                  hint: Did you mean `generations`?
                  hint: Run `jos --help` to see how it is used.
                """);
    }

    @Test
    void an_unknown_option_suggests_the_nearest() {
        assertThat(jos("generations", "list", "--jsn").err()).isEqualTo("""
                error: `jos generations list` has no option `--jsn`.
                  hint: Did you mean `--json`?
                  hint: Run `jos generations list --help` to see how it is used.
                """);
    }

    @Test
    void a_missing_argument_is_named() {
        Transcript run = jos("generations", "delete");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("error: `jos generations delete` needs the argument `NUMBER`.\n");
    }

    @Test
    void a_superfluous_argument_is_named() {
        assertThat(jos("generations", "list", "extra").err())
                .startsWith("error: `jos generations list` does not expect another argument: `extra`.\n");
    }

    @Test
    void a_missing_value_is_named() {
        assertThat(jos("generations", "list", "--profile").err())
                .startsWith("error: The option `--profile` needs a value: `NAME`.\n");
    }

    @Test
    void a_group_alone_lists_its_commands() {
        Transcript run = jos("generations");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("`jos generations` needs a command").contains("list, show, delete");
    }

    @Test
    void with_json_errors_are_json_on_standard_output() {
        Transcript run = jos("generations", "show", "7", "--json");

        var error = JsonParser.parseString(run.out())
                .getAsJsonObject()
                .getAsJsonArray("errors")
                .get(0)
                .getAsJsonObject();
        assertThat(error.get("kind").getAsString()).isEqualTo("no-such-generation");
        assertThat(error.get("message").getAsString()).isEqualTo("There is no generation 7.");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isEqualTo(7);
    }

    @Test
    void the_root_can_be_given_before_or_after_the_command() {
        Path other = root.resolve("other");

        assertThat(jos("--root", other.toString(), "generations", "list").status())
                .isZero();
        assertThat(jos("generations", "--root=" + other, "list").status()).isZero();
        assertThat(jos("generations", "list", "--root", other.toString()).status())
                .isZero();
    }

    @Test
    void only_the_wanted_branch_is_built_but_nothing_changes_for_the_user() {
        assertThat(jos("generations", "lst").err()).contains("Did you mean `list`?");
        assertThat(jos("--help").out()).contains("generations").contains("completion");
    }
}
