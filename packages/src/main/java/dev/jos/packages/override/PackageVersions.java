package dev.jos.packages.override;

import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.archive.Suite;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The versions of packages that suites of the archive have, those that a system takes its packages from and
/// others.
final class PackageVersions {

    private final Archive archive;
    private final Architecture architecture;
    private final Progress progress;
    private final Map<String, PackageIndex> others = new HashMap<>();

    PackageVersions(Archive archive, Architecture architecture, Progress progress) {
        this.archive = archive;
        this.architecture = architecture;
        this.progress = progress;
    }

    /// The architecture of the system, as Debian names it.
    String architecture() {
        return architecture.debianName();
    }

    /// The packages of this name, the newest first.
    ///
    /// @param suite empty for the system's own suites
    List<LockedPackage> of(String name, String suite) throws IOException {
        if (!LockedPackage.isOfArchive(suite)) {
            return List.of();
        }
        return index(suite).find(name).stream().map(IndexedPackage::locked).toList();
    }

    /// Everything that a suite says about packages.
    PackageIndex index(String suite) throws IOException {
        if (suite.isEmpty()) {
            return archive.indexOrRefresh(architecture, progress);
        }
        @org.jspecify.annotations.Nullable PackageIndex known = others.get(suite);
        if (known == null) {
            known = archive.ofSuites(List.of(Suite.named(suite))).indexOrRefresh(architecture, progress);
            others.put(suite, known);
        }
        return known;
    }
}
