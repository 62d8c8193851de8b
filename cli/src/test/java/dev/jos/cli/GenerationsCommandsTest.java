package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.jos.activator.Generations;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.host.testing.FailingFiles;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationsCommandsTest {

    @TempDir
    Path root;

    private Transcript jos(String... arguments) {
        return Transcript.of(root, arguments);
    }

    private void register(String profile, int seed) throws IOException {
        new Generations(new JosRoot(root), profile, FailingFiles.working())
                .register(
                        new SystemId(Sha256.of(new byte[] {(byte) seed})),
                        Instant.parse("2026-01-02T03:04:05Z"),
                        profile + ".conf");
    }

    @Test
    void an_empty_root_has_no_generations_and_that_is_no_error() {
        Transcript run = jos("generations", "list");

        assertThat(run.status()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("`jos build CONFIG` makes one");
        assertThat(jos("generations", "list", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void all_generations_are_listed_in_columns() throws IOException {
        register("web", 1);
        register("web", 2);
        register("mail", 3);

        Transcript run = jos("generations", "list");

        assertThat(run.out().lines()).hasSize(4);
        assertThat(run.out().lines().skip(1)).element(0).asString().startsWith("mail          1  084fed08b978");
    }

    @Test
    void the_list_can_be_that_of_one_machine_as_json() throws IOException {
        register("web", 1);
        register("mail", 3);

        var json = JsonParser.parseString(
                        jos("generations", "list", "--profile", "web", "--json").out())
                .getAsJsonArray();

        assertThat(json).hasSize(1);
        assertThat(json.get(0).getAsJsonObject().get("configuration").getAsString())
                .isEqualTo("web.conf");
    }

    @Test
    void an_old_generation_can_be_deleted() throws IOException {
        register("web", 1);
        register("web", 2);

        Transcript run = jos("generations", "delete", "1");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Deleted 1 generation.");
        assertThat(jos("generations", "list").out().lines()).hasSize(2);
    }

    @Test
    void the_newest_generation_cannot_be_deleted() throws IOException {
        register("web", 1);

        Transcript run = jos("generations", "delete", "1");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("""
                error: Generation 1 of `web` is the newest and cannot be deleted.
                  hint: Build another one first.
                """);
    }

    @Test
    void a_generation_that_is_not_there_is_named() throws IOException {
        register("web", 1);

        assertThat(jos("generations", "delete", "9").err()).startsWith("error: There is no generation 9 of `web`.");
        assertThat(jos("generations", "show", "x").err())
                .startsWith("error: `x` is not a generation: a number from 1 was expected.");
    }

    @Test
    void with_several_machines_one_has_to_be_named() throws IOException {
        register("web", 1);
        register("mail", 1);

        assertThat(jos("generations", "delete", "1").err())
                .contains("There are several machines: mail, web.")
                .contains("--profile NAME");
        assertThat(jos("generations", "delete", "1", "--profile", "moil").err()).contains("no machine `moil`");
    }
}
