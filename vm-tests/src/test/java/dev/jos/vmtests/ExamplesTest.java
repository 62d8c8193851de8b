package dev.jos.vmtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.system.SystemGeneration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

@Tag("integration")
class ExamplesTest {

    private static final Path SOURCES = Path.of(System.getProperty("jos.source.root", ".."));

    @TestFactory
    Stream<DynamicTest> every_example_can_be_built() throws IOException {
        TestBench bench = TestBench.open();
        Path copy = bench.copyOf("examples/README.md", "examples").resolveSibling(".");
        return configurations().stream()
                .map(file -> DynamicTest.dynamicTest(file, () -> {
                    SystemGeneration built = bench.build(copy.resolve(file).normalize());

                    assertThat(built.view()).isNotEmptyFile();
                }));
    }

    private static List<String> configurations() throws IOException {
        Path examples = SOURCES.resolve("examples");
        try (Stream<Path> files = Files.walk(examples)) {
            return files.filter(file -> file.endsWith("machine.conf"))
                    .map(file -> examples.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
