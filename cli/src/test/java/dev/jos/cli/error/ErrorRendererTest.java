package dev.jos.cli.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.cli.terminal.Style;
import dev.jos.config.Diagnostic.Excerpt;
import dev.jos.config.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorRendererTest {

    private static final ErrorMessage WRONG_PORT = new ErrorMessage(
            false,
            "wrong-type",
            "Option `services.openssh.port` does not accept `70000`.",
            List.of(new Excerpt(
                    new Place("/etc/jos/machine.conf", 12, 25, 5, "services.openssh.port = 70000"),
                    "expected a port number between 1 and 65535")),
            List.of(),
            List.of("Remove the line to use the default, 22."));

    @Test
    void a_caret_stands_under_the_value() {
        assertThat(new ErrorRenderer(Style.PLAIN).lines(WRONG_PORT))
                .containsExactly(
                        "error: Option `services.openssh.port` does not accept `70000`.",
                        "   --> /etc/jos/machine.conf:12:25",
                        "    |",
                        " 12 | services.openssh.port = 70000",
                        "    |                         ^^^^^ expected a port number between 1 and 65535",
                        "  hint: Remove the line to use the default, 22.");
    }

    @Test
    void both_places_of_a_conflict_are_shown() {
        ErrorMessage conflict = new ErrorMessage(
                true,
                "conflict",
                "Two values.",
                List.of(
                        new Excerpt(new Place("a.conf", 7, 1, 1, "x = 1"), "this"),
                        new Excerpt(new Place("b.conf", 8, 5, 1, "x = 2"), "or this")),
                List.of("a detail"),
                List.of());

        assertThat(new ErrorRenderer(Style.PLAIN).lines(conflict))
                .startsWith("warning: Two values.")
                .contains("   --> a.conf:7:1", "    | ^ this", "   --> b.conf:8:5", "    |     ^ or this")
                .endsWith("  a detail");
    }

    @Test
    void a_terminal_gets_colours() {
        assertThat(new ErrorRenderer(Style.COLOURED).lines(WRONG_PORT).getFirst())
                .startsWith("\u001b[1;31merror:\u001b[0m ");
    }

    @Test
    void json_has_the_same_facts() {
        var json = ErrorRenderer.json(WRONG_PORT);

        assertThat(json.get("message").getAsString()).isEqualTo(WRONG_PORT.sentence());
        assertThat(json.getAsJsonArray("places")
                        .get(0)
                        .getAsJsonObject()
                        .get("column")
                        .getAsInt())
                .isEqualTo(25);
    }
}
