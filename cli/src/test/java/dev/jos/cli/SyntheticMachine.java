package dev.jos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jos.cli.command.Outside;
import dev.jos.cli.testing.LittleSystem;
import dev.jos.cli.testing.SyntheticWorld;
import dev.jos.host.testing.InMemoryMirror;
import dev.jos.packages.archive.ArchiveKeys;
import dev.jos.packages.archive.testing.SyntheticArchive;
import dev.jos.packages.archive.testing.SyntheticPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A machine of a handful of synthetic packages, which `jos` builds in a second: a root of its own, a configuration,
/// and the archive that it comes from.
final class SyntheticMachine {

    private final Path root;
    private final Path configuration;
    private final InMemoryMirror mirror = new InMemoryMirror();
    private final SyntheticArchive archive = new SyntheticArchive(mirror);
    private final ArchiveKeys keys = archive.key().trusted();
    private final Outside world = new SyntheticWorld(mirror, keys);

    /// @param directory an empty one
    SyntheticMachine(Path directory) {
        root = directory.resolve("root");
        configuration = directory.resolve("machine.conf");
        install("hello");
        publish(hello());
    }

    static SyntheticPackage hello() {
        return SyntheticPackage.of("hello", "1.0").file("./usr/bin/hello", "echo hello\n");
    }

    /// Puts these packages, and what every system is made of, into the archive.
    SyntheticMachine publish(SyntheticPackage... packages) {
        List<SyntheticPackage> all = new ArrayList<>(LittleSystem.packages());
        all.addAll(List.of(packages));
        archive.packages(all).publish();
        return this;
    }

    SyntheticMachine install(String... names) {
        return configure("""
                system { hostname = little, base = false }
                packages.mirror = "%s"
                packages.securityMirror = "%s"
                packages.suites = [trixie]
                packages.install = [%s]
                """.formatted(SyntheticArchive.ROOT, SyntheticArchive.ROOT, String.join(", ", names)));
    }

    SyntheticMachine configure(String text) {
        try {
            Files.writeString(configuration, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String configurationText() throws IOException {
        return Files.readString(configuration);
    }

    InMemoryMirror mirror() {
        return mirror;
    }

    SyntheticArchive archive() {
        return archive;
    }

    Path root() {
        return root;
    }

    Path configurationFile() {
        return configuration;
    }

    Path lockFile() {
        return configuration.resolveSibling("jos.lock");
    }

    Transcript build() {
        return jos("build", configuration.toString());
    }

    Transcript update(String... names) {
        return jos(Stream.concat(Stream.of("update", configuration.toString()), Stream.of(names))
                .toArray(String[]::new));
    }

    Transcript jos(String... arguments) {
        return jos(world, arguments);
    }

    /// A run in another world than that of this machine's mirror.
    Transcript jos(Outside elsewhere, String... arguments) {
        return Transcript.of(root, elsewhere, arguments);
    }

    ArchiveKeys keys() {
        return keys;
    }

    /// Everything is whole and nothing was registered.
    void assertNothingHalfDone() {
        assertThat(jos("store", "verify").status()).as("the store verifies").isZero();
        assertThat(jos("generations", "list", "--json").out()).isEqualTo("[]\n");
        assertThat(root.resolve("systems"))
                .satisfiesAnyOf(path -> assertThat(path).doesNotExist(), path -> assertThat(path)
                        .isEmptyDirectory());
    }

    void assertBuilds() {
        Transcript run = build();
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(jos("store", "verify").status()).isZero();
    }
}
