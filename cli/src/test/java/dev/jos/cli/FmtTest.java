package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtTest {

    private static final String UGLY = "system{hostname:atlas,   stateVersion=\"1\"} # who\nimports=[other.conf]\n";
    private static final String PRETTY =
            "system { hostname = atlas, stateVersion = \"1\" } # who\nimports = [other.conf]\n";

    @TempDir
    Path root;

    private Transcript jos(String... arguments) {
        return Transcript.of(root, arguments);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(root.resolve(name), text);
    }

    @Test
    void the_current_machine_and_what_it_imports_is_formatted() throws IOException {
        Path machine = file("machine.conf", UGLY);
        Path other = file("other.conf", "a=1");
        Path stranger = file("stranger.conf", "a=1");

        assertThat(jos("fmt")).isEqualTo(new Transcript(0, "Formatted `machine.conf`.\nFormatted `other.conf`.\n", ""));
        assertThat(machine).hasContent(PRETTY);
        assertThat(other).hasContent("a = 1\n");
        assertThat(stranger).hasContent("a=1");
        assertThat(jos("fmt")).isEqualTo(new Transcript(0, "", ""));
    }

    @Test
    void checking_names_the_files_and_changes_none() throws IOException {
        Path machine = file("machine.conf", UGLY);
        file("other.conf", "a = 1\n");

        assertThat(jos("fmt", "--check")).isEqualTo(new Transcript(1, "Not formatted: `machine.conf`\n", ""));
        assertThat(jos("fmt", "--check", "--json").out())
                .isEqualTo("{\"files\":2,\"unformatted\":[\"machine.conf\"]}\n");
        assertThat(machine).hasContent(UGLY);
        assertThat(jos("fmt", "--check", "other.conf").status()).isZero();
    }

    @Test
    void a_broken_file_is_shown_and_left_alone_while_others_are_formatted() throws IOException {
        Path machine = file("machine.conf", "a {\n  b=1\n");
        Path other = file("other.conf", "a=1");
        Path latin = Files.write(root.resolve("latin.conf"), "a = \"é\"".getBytes(StandardCharsets.ISO_8859_1));

        Transcript run = jos("fmt", "machine.conf", "other.conf", "latin.conf");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.out()).isEqualTo("Formatted `other.conf`.\n");
        assertThat(run.err()).isEqualTo("""
                error: The `{` is never closed.
                   --> machine.conf:1:3
                    |
                  1 | a {
                    |   ^ opened here
                  hint: Add the missing `}`.
                error: `latin.conf` is not UTF-8.
                  hint: Save it as UTF-8, without other bytes.
                """);
        assertThat(machine).hasContent("a {\n  b=1\n");
        assertThat(other).hasContent("a = 1\n");
        assertThat(Files.readAllBytes(latin)).hasSize(7);
    }

    @Test
    void a_missing_file_is_named_and_nothing_is_touched() throws IOException {
        Path other = file("other.conf", "a=1");

        assertThat(jos("fmt", "other.conf", "none.conf").err()).isEqualTo("""
                error: There is no configuration file `none.conf`.
                  hint: Name the file that describes the machine, or its directory.
                """);
        assertThat(other).hasContent("a=1");
    }
}
