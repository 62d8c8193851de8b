package dev.jos.packages.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.Command;
import dev.jos.host.Sha256;
import dev.jos.packages.DebianVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "usr/bin/*, usr/bin/greet, true",
        "usr/bin/*, usr/bin/more/greet, true",
        "usr/bin/*, usr/binary, false",
        "usr/include, usr/include/greet/greet.h, true",
        "usr/lib/*/libgreet.so, usr/lib/x86_64-linux-gnu/libgreet.so, true",
        "usr/lib/*/libgreet.so, usr/lib/x86_64-linux-gnu/libgreet.so.1, false",
        "usr/lib/*/libgreet.so.?, usr/lib/x86_64-linux-gnu/libgreet.so.1, true",
        "usr/lib/*.so, usr/lib/x86_64-linux-gnu/libgreet.so, false",
        "*, usr/bin/greet, true",
        "usr/share/a+b.txt, usr/share/a+b.txt, true",
        "usr/share/a+b.txt, usr/share/aab.txt, false",
    })
    void a_pattern_matches_within_a_name_and_below_a_directory(String pattern, String path, boolean matches) {
        assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void a_build_gets_the_first_of_the_processors_that_are_there() {
        List<String> status = List.of("Name:\tjava", "Cpus_allowed:\tf3", "Cpus_allowed_list:\t0-1,4-7", "Threads:\t9");

        assertThat(Processors.of(status, 4).numbers()).containsExactly(0, 1, 4, 5);
        assertThat(Processors.of(status, 64).numbers()).containsExactly(0, 1, 4, 5, 6, 7);
        assertThat(Processors.of(status, 1).running(Command.of("make", "all")).arguments())
                .containsExactly("taskset", "--cpu-list", "0", "make", "all");
    }

    @Test
    void a_source_is_what_its_files_are_and_not_when_they_were_written() throws IOException {
        Path one = source("one", "int main;");
        Path other = source("other", "int main;");
        Files.setLastModifiedTime(other.resolve("src/main.c"), FileTime.from(Instant.EPOCH));
        Files.createDirectories(other.resolve("empty"));

        assertThat(SourceDirectory.digest(other)).isEqualTo(SourceDirectory.digest(one));
        assertThat(SourceDirectory.digest(source("third", "int Main;"))).isNotEqualTo(SourceDirectory.digest(one));
        Files.createSymbolicLink(other.resolve("link"), Path.of("src"));
        assertThat(SourceDirectory.digest(other)).isNotEqualTo(SourceDirectory.digest(one));
    }

    @Test
    void a_copy_of_a_source_is_the_same_source() throws IOException {
        Path one = source("one", "int main;");
        Files.createSymbolicLink(one.resolve("link"), Path.of("src"));
        assertThat(one.resolve("src/main.c").toFile().setExecutable(true)).isTrue();

        SourceDirectory.copy(one, directory.resolve("copy"), FileTime.from(Instant.EPOCH));

        assertThat(SourceDirectory.digest(directory.resolve("copy"))).isEqualTo(SourceDirectory.digest(one));
        assertThat(Files.getLastModifiedTime(directory.resolve("copy/src/main.c")))
                .isEqualTo(FileTime.from(Instant.EPOCH));
    }

    @Test
    void files_lie_where_a_system_has_those_of_packages() throws IOException {
        Recipe recipe = new Recipe(
                "greet",
                DebianVersion.parse("1.0"),
                "Says hello",
                new Recipe.Directory(directory, Sha256.of(new byte[0])),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                List.of(),
                new TreeMap<>(Map.of("greet", List.of("*"))),
                new TreeMap<>(),
                Duration.ofHours(1));
        Path installed = directory.resolve("out");
        for (String each : List.of("usr/bin", "etc", "opt/greet")) {
            Files.createDirectories(installed.resolve(each));
            Files.writeString(installed.resolve(each).resolve("greet"), each);
        }

        assertThatThrownBy(() -> Outputs.divide(recipe, installed))
                .isInstanceOfSatisfying(OutputsRefused.class, refused -> assertThat(refused.problems())
                        .containsExactly(new OutputsRefused.Misplaced("opt/greet/greet")));
    }

    private Path source(String name, String text) throws IOException {
        Path source = directory.resolve(name);
        Files.createDirectories(source.resolve("src"));
        Files.writeString(source.resolve("src/main.c"), text);
        return source;
    }
}
