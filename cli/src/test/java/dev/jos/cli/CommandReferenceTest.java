package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.cli.command.CommandTree;
import dev.jos.cli.command.Version;
import dev.jos.cli.reference.ManPage;
import dev.jos.cli.reference.MarkdownReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandReferenceTest {

    private final CommandLine root = new CommandTree().complete();

    @TempDir
    Path directory;

    @Test
    void the_markdown_reference_is_that_of_these_commands() throws IOException {
        Golden.assertMatches("docs/reference/commands.md", MarkdownReference.render(root));
    }

    @Test
    void the_manual_page_is_that_of_these_commands() throws IOException {
        Golden.assertMatches("docs/reference/jos.1", ManPage.render(root, Version.CURRENT));
    }

    @Test
    void the_version_is_that_of_the_build() throws IOException {
        Path pom = Path.of(System.getProperty("jos.source.root", ".."), "pom.xml");

        assertThat(Files.readString(pom)).contains("<artifactId>jos</artifactId>\n  <version>" + Version.CURRENT);
    }

    @Test
    void every_command_has_help_with_a_summary_and_every_leaf_an_example() {
        for (CommandLine command : all(root)) {
            List<String> words = new ArrayList<>(
                    List.of(command.getCommandSpec().qualifiedName().split(" ")));
            words.add("--help");
            Transcript help =
                    Transcript.of(directory, words.subList(1, words.size()).toArray(String[]::new));

            assertThat(help.status()).isZero();
            assertThat(help.err()).isEmpty();
            assertThat(help.out()).contains("Usage: " + command.getCommandSpec().qualifiedName());
            assertThat(help.out().lines().findFirst().orElse("")).endsWith(".");
            if (command.getSubcommands().isEmpty()) {
                assertThat(help.out()).as(words.toString()).contains("Examples:");
            }
        }
    }

    @Test
    void completions_for_all_shells_know_every_command() {
        String bash = Transcript.of(directory, "completion", "bash").out();
        String fish = Transcript.of(directory, "completion", "fish").out();

        for (CommandLine command : all(root)) {
            assertThat(bash).contains(command.getCommandName());
            assertThat(fish).contains(command.getCommandName());
        }
        assertThat(Transcript.of(directory, "completion", "zsh").out()).contains("bashcompinit");
    }

    private static List<CommandLine> all(CommandLine line) {
        List<CommandLine> all = new ArrayList<>(List.of(line));
        line.getSubcommands().values().forEach(each -> all.addAll(all(each)));
        return all;
    }
}
