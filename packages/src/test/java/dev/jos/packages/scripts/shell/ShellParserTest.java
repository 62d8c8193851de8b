package dev.jos.packages.scripts.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.packages.scripts.shell.ShellCommand.AndOr;
import dev.jos.packages.scripts.shell.ShellCommand.Case;
import dev.jos.packages.scripts.shell.ShellCommand.Function;
import dev.jos.packages.scripts.shell.ShellCommand.If;
import dev.jos.packages.scripts.shell.ShellCommand.Loop;
import dev.jos.packages.scripts.shell.ShellCommand.Pipeline;
import dev.jos.packages.scripts.shell.ShellCommand.Simple;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShellParserTest {

    @Test
    void words_keep_quoted_blanks_and_comments_are_dropped() throws ShellSyntaxException {
        Simple command = simple("echo 'a b' \"c d\" e\\ f g#h # comment");

        assertThat(command.words().stream().map(word -> word.literalText().orElseThrow()))
                .containsExactly("echo", "a b", "c d", "e f", "g#h");
    }

    @Test
    void statements_know_their_lines_over_continuations_and_here_documents() throws ShellSyntaxException {
        List<ShellCommand> commands = ShellParser.parse("one \\\n  two\ncat <<EOF\nif broken (\nEOF\nthree\n");

        assertThat(commands).extracting(command -> command.span().line()).containsExactly(1, 3, 6);
        assertThat(commands.getFirst().span().normalised()).isEqualTo("one two");
    }

    @Test
    void here_documents_of_one_line_follow_one_another() throws ShellSyntaxException {
        Simple command = simple("cat <<A <<-'B'\nfirst\nA\n\tsecond $x\n\tB\n");

        assertThat(command.redirections().get(0).target().literalText()).contains("first\n");
        assertThat(command.redirections().get(1).target().literalText()).contains("second $x\n");
    }

    @Test
    void compound_commands_nest() throws ShellSyntaxException {
        List<ShellCommand> commands = ShellParser.parse("""
                f() {
                  case "$1" in
                    (a|b) if x; then y; elif z; then :; else w; fi ;;
                    *) while read l; do echo "$l"; done < /etc/f
                  esac
                }
                until a && b || ! c | d; do e; done
                if [ x ] && { a || b; } then c; fi
                """);

        assertThat(commands.get(0)).isInstanceOf(Function.class);
        assertThat(commands.get(1)).isInstanceOfSatisfying(Loop.class, loop -> {
            assertThat(loop.until()).isTrue();
            assertThat(loop.condition().getFirst()).isInstanceOfSatisfying(AndOr.class, or -> assertThat(or.right())
                    .isInstanceOf(Pipeline.class));
        });
        assertThat(commands.get(2)).isInstanceOf(If.class);
    }

    @Test
    void a_case_within_a_substitution_keeps_its_parentheses() throws ShellSyntaxException {
        List<ShellCommand> commands = ShellParser.parse("x=$(case $y in a) echo \")\" ;; esac)\ncase z in z) ;; esac");

        assertThat(commands).hasSize(2);
        assertThat(commands.get(1)).isInstanceOf(Case.class);
    }

    @Test
    void what_is_no_shell_is_refused_with_its_line() {
        for (String text :
                List.of("if x", "\n\n'open", "case x in", "a=(1 2)", "cat <<E\nno end", "x )", "$(", "{ a")) {
            assertThatThrownBy(() -> ShellParser.parse(text))
                    .as(text)
                    .isInstanceOfSatisfying(ShellSyntaxException.class, refused -> assertThat(refused.line())
                            .isPositive());
        }
    }

    @Test
    void no_text_makes_the_parser_fail_otherwise() {
        String seed = """
                f() { if [ "$1" = x ]; then echo `a b` $((1+2)) ${v%%*x} <<E; fi; }
                body
                E
                for i in a b; do case $i in *) x && y || z ;; esac; done > "$f" 2>&1
                """;
        Random random = new Random(42);
        int parsed = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(seed);
            for (int change = 0; change <= random.nextInt(6); change++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "'\"$`(){};&|<>\\\n #".charAt(random.nextInt(17)));
                    default -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
                }
            }
            try {
                ShellParser.parse(text.toString());
                parsed++;
            } catch (ShellSyntaxException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
        assertThat(parsed).isBetween(100, 19_900);
    }

    private static Simple simple(String text) throws ShellSyntaxException {
        return (Simple) ShellParser.parse(text).getFirst();
    }
}
