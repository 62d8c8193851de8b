package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Compares texts with files of the source tree; `-Dgolden.accept=true` writes them instead.
final class Golden {

    private Golden() {}

    static void assertMatches(String file, String actual) throws IOException {
        Path path = Path.of(System.getProperty("jos.source.root", "..")).resolve(file);
        if (Boolean.getBoolean("golden.accept") && System.getenv("CI") == null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, actual);
        }
        assertThat(path)
                .as("run this test with -Dgolden.accept=true and look at the changes")
                .exists();
        assertThat(actual)
                .as("run this test with -Dgolden.accept=true and look at the changes of " + file)
                .isEqualTo(Files.readString(path));
    }
}
