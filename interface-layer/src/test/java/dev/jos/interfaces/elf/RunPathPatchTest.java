package dev.jos.interfaces.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On a real program that is wherever these tests run: the one that runs them.
class RunPathPatchTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path directory;

    @Test
    void everything_is_as_before_but_where_it_looks_first() throws IOException {
        ElfFile before = read(Files.readAllBytes(JAVA));
        ElfFile after = read(RunPathPatch.apply(Files.readAllBytes(JAVA), "/opt/first", List.of("libextra.so.1")));

        List<String> path = new ArrayList<>(List.of("/opt/first"));
        path.addAll(before.runpath().isEmpty() ? before.rpath() : before.runpath());
        assertThat(after.rpath()).isEqualTo(path);
        assertThat(after.runpath()).isEmpty();
        List<String> needed = new ArrayList<>(before.needed());
        needed.add("libextra.so.1");
        assertThat(after.needed()).isEqualTo(needed);
        assertThat(after.symbols()).isEqualTo(before.symbols());
        assertThat(after.versionNeeds()).isEqualTo(before.versionNeeds());
        assertThat(after.interpreter()).isEqualTo(before.interpreter());
    }

    @Test
    void the_dynamic_linker_looks_there_before_it_looks_where_the_program_said() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("first"));
        Path program = directory.resolve("program");
        Files.copy(JAVA.resolve("../../lib/libjli.so").normalize(), elsewhere.resolve("libjli.so"));

        Files.write(program, RunPathPatch.apply(Files.readAllBytes(JAVA), elsewhere.toString(), List.of()));
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(loaded(program)).anyMatch(line -> line.contains("libjli.so => " + elsewhere + "/libjli.so"));
    }

    @Test
    void it_still_runs() throws Exception {
        Path patched = directory.resolve("bin").resolve("java");
        Files.createDirectories(patched.resolveSibling("."));
        Path link = Files.createSymbolicLink(
                directory.resolve("lib"), JAVA.resolve("../../lib").normalize());
        Files.write(patched, RunPathPatch.apply(Files.readAllBytes(JAVA), "/nowhere", List.of("libc.so.6")));
        assertThat(patched.toFile().setExecutable(true)).isTrue();

        assertThat(run(new ProcessBuilder(patched.toString(), "--version"))).anyMatch(line -> line.contains("25"));
        Files.delete(link);
    }

    @Test
    void what_is_patched_can_be_patched_again_as_long_as_there_is_a_header_to_spare() throws IOException {
        byte[] program = Files.readAllBytes(JAVA);
        assertThatThrownBy(() -> {
                    byte[] patched = program;
                    for (int i = 0; i < 10; i++) {
                        patched = RunPathPatch.apply(patched, "/opt/" + i, List.of());
                        assertThat(read(patched).rpath().getFirst()).isEqualTo("/opt/" + i);
                    }
                })
                .isInstanceOf(MalformedElfException.class)
                .hasMessage("it has no program header to spare");
    }

    @Test
    void other_files_are_refused() {
        assertThatThrownBy(() ->
                        RunPathPatch.apply("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII), "/opt/first", List.of()))
                .isInstanceOf(MalformedElfException.class);
    }

    @Test
    void damaged_programs_end_in_a_refusal_or_in_a_file_of_bounded_size() throws IOException {
        byte[] program = Files.readAllBytes(JAVA);
        var random = new Random(20_26);
        int refused = 0;
        for (int round = 0; round < 4000; round++) {
            byte[] damaged = program.clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(round % 2 == 0 ? 1200 : damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(RunPathPatch.apply(damaged, "/opt/first", List.of()).length)
                        .isLessThan(3 * program.length);
            } catch (MalformedElfException expected) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static List<String> loaded(Path program) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.environment().put("LD_TRACE_LOADED_OBJECTS", "1");
        return run(builder);
    }

    private static List<String> run(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static ElfFile read(byte[] content) throws IOException {
        return ElfFile.read(ByteBuffer.wrap(content)).orElseThrow();
    }
}
