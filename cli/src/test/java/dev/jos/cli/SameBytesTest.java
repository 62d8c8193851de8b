package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same configuration and lock give the same system, whatever machine builds it: from nothing, in another
/// directory,
/// with other processors, another time zone and another language.
@Tag("integration")
class SameBytesTest {

    private static final List<String> PARTS =
            List.of("generation.json", "view.erofs", "initrd", "kernel", "interfaces.json", "closure");

    @TempDir
    Path directory;

    @Test
    @Timeout(600)
    void the_smallest_example_is_the_same_on_two_machines() throws IOException, InterruptedException {
        Path example = Path.of(System.getProperty("jos.source.root", "..")).resolve("examples/minimal");
        Path one = Files.createDirectories(directory.resolve("one"));
        Path two = Files.createDirectories(directory.resolve("an/other/two"));
        Files.copy(example.resolve("machine.conf"), one.resolve("machine.conf"));
        Files.copy(example.resolve("machine.conf"), two.resolve("machine.conf"));

        assertSameSystem(one, two);
    }

    @Test
    void a_little_system_is_the_same_on_two_machines() throws IOException, InterruptedException {
        var machine = new SyntheticMachine(directory);
        machine.assertBuilds();
        Path one = Files.createDirectories(directory.resolve("one"));
        Path two = Files.createDirectories(directory.resolve("an/other/two"));
        Files.copy(machine.configurationFile(), one.resolve("machine.conf"));
        Files.copy(machine.configurationFile(), two.resolve("machine.conf"));
        Files.copy(machine.lockFile(), one.resolve("jos.lock"));
        Files.createDirectories(one.resolve("root/cache"));
        Files.move(machine.root().resolve("cache/downloads"), one.resolve("root/cache/downloads"));

        assertSameSystem(one, two);
    }

    /// Builds in `one`, and with its lock and downloads in `two`.
    private static void assertSameSystem(Path one, Path two) throws IOException, InterruptedException {
        Path first = build(one, Map.of("TZ", "Pacific/Kiritimati", "LC_ALL", "C.UTF-8"), "-XX:ActiveProcessorCount=1");
        Files.copy(one.resolve("jos.lock"), two.resolve("jos.lock"));
        Files.createDirectories(two.resolve("root/cache"));
        Files.move(one.resolve("root/cache/downloads"), two.resolve("root/cache/downloads"));
        Path second = build(
                two,
                Map.of("TZ", "America/New_York", "LC_ALL", "tr_TR.UTF-8"),
                "-XX:ActiveProcessorCount=4",
                "-Duser.language=tr",
                "-Duser.country=TR");

        assertThat(second.getFileName()).isEqualTo(first.getFileName());
        assertThat(two.resolve("jos.lock")).hasSameBinaryContentAs(one.resolve("jos.lock"));
        for (String part : PARTS) {
            assertThat(second.resolve(part)).as(part).hasSameBinaryContentAs(first.resolve(part));
        }
    }

    /// Builds in a process of its own; returns the directory of the system.
    private static Path build(Path place, Map<String, String> environment, String... javaOptions)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(javaOptions));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.jos.cli.Main",
                "--root",
                place.resolve("root").toString(),
                "build",
                place.resolve("machine.conf").toString(),
                "--json"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(place.resolve("output").toFile())
                .redirectError(place.resolve("errors").toFile());
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        assertThat(status).as(Files.readString(place.resolve("errors"))).isZero();
        JsonObject json = JsonParser.parseString(Files.readString(place.resolve("output")))
                .getAsJsonObject();
        return Path.of(json.get("path").getAsString());
    }
}
