package dev.jos.packages.archive;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// Which part of the Debian archive is the universe, and where it is fetched from.
///
/// @param suites in order of preference between equal versions
/// @param components such as `main` and `non-free-firmware`
public record ArchiveSettings(Mirrors mirrors, List<Suite> suites, List<String> components) {

    /// Trixie with its security and updates suites, only free software.
    public static final ArchiveSettings DEFAULT = new ArchiveSettings(
            Mirrors.DEFAULT,
            List.of(Suite.named("trixie"), Suite.named("trixie-security"), Suite.named("trixie-updates")),
            List.of("main"));

    public ArchiveSettings {
        suites = List.copyOf(new LinkedHashSet<>(suites));
        components = List.copyOf(new LinkedHashSet<>(components));
        if (suites.isEmpty() || components.isEmpty()) {
            throw new IllegalArgumentException("at least one suite and one component are needed");
        }
    }

    /// Names the universe: equal for equal suites and components, whatever the mirrors.
    public String universe() {
        return "suites " + suites + "\ncomponents " + components + "\n";
    }

    public ArchiveSettings withMirrors(Mirrors newMirrors) {
        return new ArchiveSettings(newMirrors, suites, components);
    }

    public ArchiveSettings withComponents(Collection<String> newComponents) {
        return new ArchiveSettings(mirrors, suites, List.copyOf(newComponents));
    }
}
