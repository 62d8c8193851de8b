package dev.jos.packages.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jos.host.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdaptersTest {

    private static final Path MODULE = Path.of(System.getProperty("jos.source.root"), "packages");
    private static final Path RESOURCES = MODULE.resolve("src/main/resources/dev/jos/packages/scripts");

    @Test
    void every_adapter_that_ships_can_be_read() throws IOException {
        try (Stream<Path> adapters = Files.list(RESOURCES.resolve("adapters"))) {
            for (Path adapter : adapters.toList()) {
                String name = adapter.getFileName().toString().replace(".adapter", "");
                assertThat(AdapterParser.parse(name, Files.readString(adapter)))
                        .as(name)
                        .isNotEqualTo(Adapter.NONE);
            }
        }
    }

    @Test
    void an_adapter_declares_in_one_line_each() throws IOException {
        Adapter adapter = AdapterParser.parse("example", """
                # what it is about
                replaces preinst
                covers postinst frobnicate *
                assumes postinst false [ -e /etc/x ]
                answers example/q some words
                unit example.service
                user _example id=42 group=adm home=/var/lib/e gecos="An example"
                mode /usr/bin/e 4755 root adm
                alternative editor /usr/bin/editor /usr/bin/e 10
                slave editor.1.gz /usr/share/man/man1/editor.1.gz /usr/share/man/man1/e.1.gz
                file /etc/e 0600
                |line one
                |  line two
                tmpfiles d /var/lib/e 0700 _example adm
                trigger ldconfig
                """);

        assertThat(adapter.replaced()).containsExactly("preinst");
        assertThat(adapter.accounts())
                .containsExactly(
                        new Adapter.Account("postinst", "frobnicate *", Outcome.TRUE),
                        new Adapter.Account("postinst", "[ -e /etc/x ]", Outcome.FALSE));
        assertThat(adapter.answers()).containsEntry("example/q", "some words");
        Declarations declarations = adapter.declarations();
        assertThat(declarations.units()).containsExactly(UnitEnablement.system("example.service"));
        assertThat(declarations.users().getFirst().gecos()).isEqualTo("An example");
        assertThat(declarations.modes().getFirst().group()).isEqualTo(Optional.of("adm"));
        assertThat(declarations.alternatives().getFirst().slaves()).hasSize(1);
        assertThat(declarations.files()).isEqualTo(List.of(new EtcFile("/etc/e", "line one\n  line two\n", 0600)));
        assertThat(declarations.tmpfiles()).containsExactly("d /var/lib/e 0700 _example adm");
    }

    @Test
    void mistakes_in_an_adapter_are_named_with_their_line() {
        for (String line : List.of(
                "frobnicate x",
                "mode /usr/bin/x 9999",
                "link etc/x y",
                "link /bin/x y",
                "assumes postinst perhaps x",
                "user x colour=red",
                "unit a.service b",
                "directory /etc/x 9")) {
            assertThatThrownBy(() -> AdapterParser.parse("example", "\n" + line + "\n"))
                    .as(line)
                    .isInstanceOfSatisfying(AdapterSyntaxException.class, mistake -> {
                        assertThat(mistake.line()).isEqualTo(2);
                        assertThat(mistake.adapter()).isEqualTo("example");
                    });
        }
    }

    /// Packages are analysed again when this digest changes; `-Dgolden.accept=true` writes it anew.
    @Test
    void the_recorded_state_is_that_of_the_rules_and_adapters() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path directory : List.of(MODULE.resolve("src/main/java/dev/jos/packages/scripts"), RESOURCES)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (!file.endsWith("analysis.state")) {
                        all.append(directory.relativize(file)).append('\n').append(Files.readString(file));
                    }
                }
            }
        }
        String state =
                Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)).hex();
        if (Boolean.getBoolean("golden.accept")) {
            Files.writeString(RESOURCES.resolve("analysis.state"), state + "\n");
        }
        assertThat(Files.readString(RESOURCES.resolve("analysis.state")).strip())
                .isEqualTo(state);
    }
}
