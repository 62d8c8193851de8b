package dev.jos.packages.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorsTest {

    @TempDir
    Path root;

    @BeforeEach
    void apt() throws IOException {
        Files.createDirectories(root.resolve("etc/apt/sources.list.d"));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve("etc/apt").resolve(file), text);
    }

    @Test
    void a_machine_without_apt_uses_debians_own() throws IOException {
        assertThat(Mirrors.ofMachine(root.resolve("nothing"))).isEqualTo(Mirrors.DEFAULT);
    }

    @Test
    void debians_mirrors_are_taken_from_both_kinds_of_sources_and_no_others() throws IOException {
        write("sources.list", """
                # deb http://commented.example/debian trixie main
                deb [signed-by=/x.gpg arch=amd64] https://one.example/debian/ trixie main
                deb-src http://source.example/debian trixie main
                deb cdrom:[Debian]/debian trixie main
                """);
        write("sources.list.d/debian.sources", """
                Types: deb deb-src
                URIs: http://two.example/debian http://one.example/debian-security
                Suites: trixie

                Types: deb
                URIs: http://disabled.example/debian
                Suites: trixie
                Enabled: no
                """);
        write("sources.list.d/other.list", "deb https://packages.example/apt stable main\n");
        write("sources.list.d/broken.sources", " : nonsense\n");

        Mirrors mirrors = Mirrors.ofMachine(root);

        assertThat(mirrors.debian())
                .containsExactly(URI.create("https://one.example/debian"), URI.create("http://two.example/debian"));
        assertThat(mirrors.security()).containsExactly(URI.create("http://one.example/debian-security"));
    }

    @Test
    void security_suites_lie_on_security_mirrors_and_odd_characters_are_escaped() {
        assertThat(Mirrors.DEFAULT.locations(Suite.named("trixie-security"), "pool/main/g++_1~2.deb"))
                .containsExactly(URI.create("http://deb.debian.org/debian-security/pool/main/g%2B%2B_1%7E2.deb"));
    }
}
