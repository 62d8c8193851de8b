package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.jos.cli.error.ExitCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is in a configuration, what reads it ends soon, with a result or with problems that have places.
///
/// `-Djos.fuzz.seconds=600` tries for longer, `-Djos.fuzz.first=N` begins with another case: the number of the one that
/// failed, to see it again.
class FuzzedConfigurationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Nothing in the files is the place of what nobody says.
    private static final Set<String> WITHOUT_PLACE = Set.of("has no value and no default");

    private final Duration time = Duration.ofSeconds(Integer.getInteger("jos.fuzz.seconds", 4));
    private final long first = Long.getLong("jos.fuzz.first", 0);

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 2, unit = java.util.concurrent.TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void every_configuration_is_right_or_its_problems_are_shown() throws IOException {
        ConfigurationMutations mutations =
                ConfigurationMutations.ofExamples(Path.of(System.getProperty("jos.source.root", ".."), "examples"));
        for (var file : mutations.files().entrySet()) {
            write(directory.resolve("examples").resolve(file.getKey()), file.getValue());
        }
        long end = System.nanoTime() + time.toNanos();
        long number = first;
        for (; System.nanoTime() < end; number++) {
            Random random = new Random(number);
            String machine = mutations.machine(random);
            Path file = directory.resolve("examples").resolve(machine);
            byte[] original = mutations.content(machine);
            write(file, mutations.mutated(original, random));
            tryAll("case " + number + " of " + machine, "examples/" + machine, mutations.option(random));
            write(file, original);
        }
        assertThat(number).isGreaterThan(first);
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private void tryAll(String name, String machine, String option) {
        boolean right = run(name, Set.of(ExitCode.OK, ExitCode.CONFIGURATION), "check", machine, "--json")
                == ExitCode.OK.status();
        if (right) {
            run(name, Set.of(ExitCode.OK), "eval", machine, "--json");
        }
        run(name, Set.of(ExitCode.OK, ExitCode.CONFIGURATION), "check", machine);
        run(name, Set.of(ExitCode.OK, ExitCode.CONFIGURATION, ExitCode.NOT_FOUND), "why", machine, option);
        run(name, Set.of(ExitCode.OK, ExitCode.CONFIGURATION, ExitCode.FAILURE), "fmt", "--check", machine);
    }

    private int run(String name, Set<ExitCode> expected, String... command) {
        String what = name + ": jos " + String.join(" ", command);
        long start = processorTime();

        Transcript run = Transcript.of(directory, command);

        assertThat(Duration.ofNanos(processorTime() - start)).as(what).isLessThan(PATIENCE);
        assertThat(expected.stream().map(ExitCode::status))
                .as(what + "\n" + run.err())
                .contains(run.status());
        assertThat(run.err() + (run.status() == 0 ? "" : run.out()))
                .as(what)
                .doesNotContain("\tat ", "Exception", "failed: ", "in jos");
        if (run.status() == ExitCode.CONFIGURATION.status() && List.of(command).contains("--json")) {
            assertPlaced(what, run.out());
        }
        return run.status();
    }

    /// Unlike the time that passes, it tells nothing of what else the machine has to do.
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void assertPlaced(String what, String json) {
        JsonObject said = JsonParser.parseString(json).getAsJsonObject();
        for (JsonElement each : said.getAsJsonArray("errors")) {
            JsonObject error = each.getAsJsonObject();
            String sentence = error.get("message").getAsString();
            if (WITHOUT_PLACE.stream().noneMatch(sentence::contains)) {
                assertThat(error.getAsJsonArray("places"))
                        .as(what + ": " + sentence)
                        .isNotEmpty();
            }
        }
    }
}
