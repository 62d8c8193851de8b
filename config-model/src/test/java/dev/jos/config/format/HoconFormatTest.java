package dev.jos.config.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.config.HoconSyntax;
import dev.jos.config.SyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every file in `format` holds a text and, below a line of equals signs, what formatting makes of it. Run with
/// `-Dgolden.accept=true` to write down what it makes now.
class HoconFormatTest {

    private static final String RULE = "==========\n";
    private static final Path PROJECT = Path.of(System.getProperty("jos.source.root", ".."));

    @TestFactory
    Stream<DynamicTest> a_text_is_laid_out_as_was_written_down() throws IOException {
        try (var cases = Files.list(PROJECT.resolve("config-model/src/test/resources/format"))) {
            return cases.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException, SyntaxException {
        String content = Files.readString(file);
        int rule = content.indexOf(RULE);
        String input = rule < 0 ? content : content.substring(0, rule);
        String formatted = HoconFormat.format("machine.conf", input);
        assertThat(HoconFormat.format("machine.conf", formatted)).isEqualTo(formatted);
        if (Boolean.getBoolean("golden.accept")) {
            Files.writeString(file, input + RULE + formatted);
            return;
        }
        assertThat(RULE + formatted).isEqualTo(content.substring(Math.max(0, rule)));
    }

    @Test
    void any_text_says_the_same_when_formatted_and_stays_when_formatted_again() throws SyntaxException {
        for (int seed = 0; seed < 1000; seed++) {
            var random = new Random(seed);
            String text = new RandomHocon(random).text();

            String formatted = HoconFormat.format("machine.conf", text);

            assertThat(HoconSyntax.saysTheSame(text, formatted)).as(text).isTrue();
            assertThat(HoconFormat.format("machine.conf", formatted)).as(text).isEqualTo(formatted);
            assertThat(comments(formatted)).as(text).isEqualTo(comments(text));
            assertThat(formatted.lines()).as(text).noneMatch(line -> line.endsWith(" "));
        }
    }

    private static List<String> comments(String text) {
        return Lexer.tokens(text).stream()
                .filter(token -> token.kind() == Token.Kind.COMMENT)
                .map(token -> token.text().stripTrailing())
                .toList();
    }

    @Test
    void the_examples_stay_as_they_are() throws IOException, SyntaxException {
        try (var files = Files.walk(PROJECT.resolve("examples"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".conf")).toList()) {
                String text = Files.readString(file);
                assertThat(HoconFormat.format(file.toString(), text)).isEqualTo(text);
            }
        }
    }

    @Test
    void a_text_that_is_no_hocon_is_refused_with_its_place() {
        assertThatThrownBy(() -> HoconFormat.format("machine.conf", "a {\n b = 1\n"))
                .isInstanceOfSatisfying(SyntaxException.class, refused -> assertThat(
                                refused.diagnostic().primary().orElseThrow().place())
                        .hasToString("machine.conf:1:3"));
        assertThatThrownBy(() -> HoconFormat.format("machine.conf", "include other\n"))
                .isInstanceOf(SyntaxException.class);
    }

    @Test
    void whatever_happens_to_a_text_it_is_formatted_or_refused() {
        for (int seed = 0; seed < 1500; seed++) {
            var random = new Random(seed);
            String text = damaged(new RandomHocon(random).text(), random);
            try {
                String formatted = HoconFormat.format("machine.conf", text);
                assertThat(HoconSyntax.saysTheSame(text, formatted)).as(text).isTrue();
            } catch (SyntaxException refused) {
                assertThat(refused.diagnostic().message()).isNotEmpty();
            }
        }
    }

    private static String damaged(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (int i = 0; i < 3; i++) {
            int at = random.nextInt(damaged.length() + 1);
            if (random.nextBoolean() && at < damaged.length()) {
                damaged.deleteCharAt(at);
            } else {
                damaged.insert(at, "{}[]\",=:+#$\\\n\r\t/é ".charAt(random.nextInt(18)));
            }
        }
        return damaged.toString();
    }
}
