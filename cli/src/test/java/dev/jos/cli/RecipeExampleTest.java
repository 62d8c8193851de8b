package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/recipes`, really built and then changed.
@Tag("integration")
class RecipeExampleTest {

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private Path machine;

    @BeforeEach
    void copy() throws IOException {
        Path example = Path.of(System.getProperty("jos.source.root", "..")).resolve("examples/recipes");
        machine = directory.resolve("machine");
        try (Stream<Path> files = Files.walk(example)) {
            for (Path each : files.filter(file -> !file.endsWith("jos.lock")).toList()) {
                Files.copy(each, machine.resolve(example.relativize(each).toString()));
            }
        }
        // Its generations are its own, whatever is in the root already.
        Path configuration = machine.resolve("machine.conf");
        Files.writeString(
                configuration,
                Files.readString(configuration)
                        .replace(
                                "hostname = recipes",
                                "hostname = recipes-"
                                        + directory.getFileName().toString().replaceAll("[^0-9]", "")));
    }

    @Test
    void a_library_changes_and_its_user_is_bound_to_it_and_not_built() throws IOException {
        JsonObject first = build();
        String program = locked("greet");
        String library = locked("libgreet1");
        assertThat(first.get("fresh").getAsBoolean()).isTrue();
        change("libgreet/greet.c", "\"Hello, %s!\\n\"", "\"Hello, %s!\" \"\\n\"");
        assertThat(build().getAsJsonArray("replaced")).as("the same bytes").isEmpty();
        change("libgreet/greet.c", "printf(\"Hello", "putchar('H'), printf(\"ello");

        JsonObject second = build();

        assertThat(names(second.getAsJsonArray("built"))).containsExactly("libgreet1");
        assertThat(names(second.getAsJsonArray("rebound"))).containsExactly("greet");
        assertThat(locked("greet")).isEqualTo(program);
        assertThat(locked("libgreet1")).isNotEqualTo(library);
    }

    @Test
    void a_failure_shows_the_phase_the_last_lines_and_the_log() throws IOException {
        change("greet/main.c", "return 0;", "return 0");

        Transcript run = jos("build", machine.toString());

        assertThat(run.status()).isNotZero();
        assertThat(run.err())
                .contains("error: The phase `build` of the recipe `greet 1.0` failed.")
                .contains("recipes/greet.conf:10:")
                .contains("main.c:6:13: error: expected")
                .contains("hint: Read all of it in ");
        assertThat(machine.resolve("jos.lock")).as("nothing is half done").doesNotExist();
    }

    private void change(String file, String from, String to) throws IOException {
        Path path = machine.resolve("recipes").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private JsonObject build() {
        Transcript run = jos("build", machine.toString(), "--json");
        assertThat(run.status()).as(run.err()).isZero();
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }

    private Transcript jos(String... words) {
        return Transcript.of(Path.of(System.getProperty("jos.test.root", shared.toString())), words);
    }

    private String locked(String name) throws IOException {
        return Files.readAllLines(machine.resolve("jos.lock")).stream()
                .filter(line -> line.startsWith("override " + name + " "))
                .findFirst()
                .orElse("");
    }

    private static List<String> names(JsonArray packages) {
        return packages.asList().stream()
                .map(each -> each.getAsJsonObject().get("package").getAsString())
                .toList();
    }
}
