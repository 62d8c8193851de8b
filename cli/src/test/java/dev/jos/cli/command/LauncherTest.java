package dev.jos.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir
    private Path home;

    /// A Java that says what it was given.
    @BeforeEach
    void installs() throws IOException {
        Path java = Files.createDirectories(home.resolve("runtime/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("classpath"), "/usr/lib/jos/app/00-cli.jar\n");
        Files.writeString(home.resolve("identity"), "c0ffee\n");
    }

    @Test
    void the_cache_is_that_of_the_very_files_that_run() throws Exception {
        assertThat(launch("--version").lines()).contains("-XX:AOTCache=/var/cache/jos/c0ffee.aot");

        Files.writeString(home.resolve("identity"), "decaf\n");

        assertThat(launch("--version").lines()).contains("-XX:AOTCache=/var/cache/jos/decaf.aot");
    }

    @Test
    void arguments_reach_jos_as_they_are() throws Exception {
        assertThat(launch("build", "a b.conf", "").split("\n", -1))
                .containsSubsequence("dev.jos.cli.Main", "build", "a b.conf", "");
    }

    private String launch(String... arguments) throws Exception {
        Path launcher = home.resolve("jos");
        try (InputStream in = OwnFiles.class.getResourceAsStream("launcher")) {
            assertThat(in).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains("\nhome=/usr/lib/jos\n");
            Files.writeString(launcher, text.replace("home=/usr/lib/jos", "home=" + home));
        }
        var builder = new ProcessBuilder();
        builder.command().add("sh");
        builder.command().add(launcher.toString());
        builder.command().addAll(List.of(arguments));
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
