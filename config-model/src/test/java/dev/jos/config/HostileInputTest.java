package dev.jos.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.testing.InMemoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Inputs that nobody writes by mistake, or only once.
class HostileInputTest {

    @TempDir
    Path directory;

    private static String said(String text) {
        return Samples.render(Samples.load(text));
    }

    private static String said(byte[] content) {
        return Samples.render(Samples.load(new InMemoryFiles().with("machine.conf", content)));
    }

    private static String chain(int length, String value) {
        var text = new StringBuilder("let.a0 = x\n");
        for (int i = 1; i <= length; i++) {
            text.append("let.a%d = %s%n".formatted(i, value.replace("@", "${let.a" + (i - 1) + "}")));
        }
        return text.toString();
    }

    @Test
    void bytes_that_are_no_text_are_shown() {
        assertThat(said("a = 1\nlet.a = \"\u00e4\"\n".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("""
                error: The file `machine.conf` is not text in UTF-8.
                   --> machine.conf:2:10
                    |
                  2 | let.a = "\ufffd"
                    |          ^ begins what is no character
                  hint: Convert the file to UTF-8.
                """);
    }

    @Test
    void a_path_that_can_be_none_does_not_exist() throws IOException {
        Files.writeString(directory.resolve("machine.conf"), "imports = [\"a\\u0000b\"]\n");

        var read = ConfigurationLoader.parse(DiskFiles.in(directory, Path.of("")), "machine.conf");

        assertThat(new DiagnosticRenderer(false).render(read.diagnostics())).isEqualTo("""
                error: The imported file `a?b` does not exist.
                   --> machine.conf:1:12
                    |
                  1 | imports = ["a\\u0000b"]
                    |            ^^^^^^^^^^ expected a file
                  hint: Correct the path; it is relative to the file that imports it.
                """);
    }

    @Test
    void a_file_without_an_end_is_not_read_to_it() {
        var files = new InMemoryFiles()
                .with("machine.conf", "imports = [a.conf]\n")
                .with("a.conf", "#".repeat((8 << 20) + 1));

        assertThat(Samples.render(Samples.load(files)))
                .startsWith("error: The file `a.conf` is larger than 8 MB.\n   --> machine.conf:1:12\n")
                .endsWith("  hint: Name a file of HOCON, or split this one.\n");
    }

    @Test
    void a_configuration_that_is_none_is_no_place_for_a_caret() {
        assertThat(Samples.render(Samples.load(new InMemoryFiles()))).isEqualTo("""
                        error: The configuration `machine.conf` does not exist.
                          hint: Name a file such as `machine.conf`.
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 1_000, 20_000})
    void what_lies_too_deep_is_refused_at_its_place(int depth) {
        var texts = List.of(
                "\nlet.deep " + "{ a ".repeat(depth) + "= 1" + "}".repeat(depth),
                "\nlet.deep = " + "[".repeat(depth) + "]".repeat(depth),
                "\nlet" + ".a".repeat(depth) + " = 1");
        for (String text : texts) {
            assertThat(said(text))
                    .startsWith("error: The file is nested too deeply.\n   --> machine.conf:")
                    .contains("at most 100 brackets or names lie in each other\n")
                    .endsWith("  hint: Remove some of the brackets around each other.\n");
        }
    }

    @Test
    void what_doubles_again_and_again_stops_before_memory_ends() {
        assertThat(said(chain(40, "@@")))
                .startsWith("error: Option `let.a")
                .contains("` grows too large.\n   --> machine.conf:")
                .contains("with the values it refers to\n", "  hint: Refer to less.\n");
        assertThat(said(chain(40, "[@, @]"))).contains("` grows too large.\n   --> machine.conf:");
    }

    @Test
    void long_chains_of_references_stop_before_the_stack_ends() {
        assertThat(said(chain(90, "@"))).isEmpty();
        assertThat(said("let.a = ${let.a3000}\n" + chain(3000, "@")))
                .contains("` is at the end of too many options that refer to each other.\n    --> machine.conf:")
                .contains("number 100 of them\n")
                .containsPattern("  hint: Refer to the last of them, `let\\.a[0-9]+` or one that it refers to\\.\n");
        assertThat(said(chain(3000, "{ a = @ }"))).contains("error: ").doesNotContain("StackOverflow");
    }

    @Test
    void what_has_an_error_is_not_evaluated_for_each_that_refers_to_it() {
        assertThat(said(chain(80, "[@, @]").replace("= x", "= ${nothing}")))
                .contains("error: `${nothing}` refers to nothing.\n   --> machine.conf:1:10\n")
                .containsOnlyOnce("error: ");
    }

    /// The limit is for what never ends; a busy machine takes a while.
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void thousands_of_problems_in_a_large_file_are_all_placed() {
        String text = "system.hostname = []\n".repeat(8_000);

        assertThat(said("when = [" + "{ no = 1 }\n".repeat(8_000) + "]\n" + text))
                .contains("machine.conf:8000:");
    }
}
