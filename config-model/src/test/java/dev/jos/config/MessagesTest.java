package dev.jos.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.config.testing.InMemoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every file in `messages` holds a configuration and, below a line of equals signs, what is said about it. A line
/// `--- name` starts a further file of the configuration. Run with `-Dgolden.accept=true` to write down what is
/// said now.
class MessagesTest {

    private static final String RULE = "==========\n";
    private static final Path FOLDER =
            Path.of(System.getProperty("jos.source.root", ".."), "config-model/src/test/resources/messages");

    @TestFactory
    Stream<DynamicTest> a_mistake_gets_the_message_that_was_written_down_for_it() throws IOException {
        try (var cases = Files.list(FOLDER)) {
            return cases.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        String content = Files.readString(file);
        int rule = content.indexOf(RULE);
        String input = rule < 0 ? content : content.substring(0, rule);
        String said = Samples.render(Samples.load(files(input)));
        assertThat(said).isNotEmpty();
        if (Boolean.getBoolean("golden.accept")) {
            Files.writeString(file, input + RULE + said);
            return;
        }
        assertThat(RULE + said).isEqualTo(content.substring(Math.max(0, rule)));
    }

    private static InMemoryFiles files(String input) {
        var files = new InMemoryFiles();
        String name = "machine.conf";
        var text = new StringBuilder();
        for (String line : input.lines().toList()) {
            if (line.startsWith("--- ")) {
                files.with(name, text.toString());
                name = line.substring(4);
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        return files.with(name, text.toString());
    }
}
