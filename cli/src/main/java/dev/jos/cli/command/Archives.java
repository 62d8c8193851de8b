package dev.jos.cli.command;

import dev.jos.modules.PackageSettings;
import dev.jos.modules.SystemDefinition;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.archive.Suite;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// Which archive a machine takes its packages from.
public final class Archives {

    /// What the option `packages.components` says by default.
    private static final List<String> USUAL_COMPONENTS = List.of("main", "non-free-firmware");

    private Archives() {}

    /// The archive that the configuration names; mirrors it does not name are those that apt uses on this machine.
    public static ArchiveSettings of(SystemDefinition definition) {
        PackageSettings settings = definition.packageSettings();
        Mirrors machine = Mirrors.ofMachine(Path.of("/"));
        Mirrors mirrors = new Mirrors(
                settings.mirror().isEmpty() ? machine.debian() : List.of(URI.create(settings.mirror())),
                settings.securityMirror().isEmpty()
                        ? machine.security()
                        : List.of(URI.create(settings.securityMirror())));
        return new ArchiveSettings(
                mirrors, settings.suites().stream().map(Suite::named).toList(), settings.components());
    }

    /// The archive of a machine whose configuration says nothing about it.
    static ArchiveSettings usual() {
        return of(new SystemDefinition()).withComponents(USUAL_COMPONENTS);
    }
}
