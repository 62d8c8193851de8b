package dev.jos.system;

import dev.jos.host.Progress;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.List;

/// Brings locked packages into the store; [PackageImporter] is one.
@FunctionalInterface
public interface PackageSource {

    /// Packages of the Debian archive.
    static PackageSource of(PackageImporter importer) {
        return new PackageSource() {
            @Override
            public List<ImportedPackage> importAll(List<LockedPackage> packages, Progress progress) throws IOException {
                return importer.importAll(packages, progress);
            }

            @Override
            public boolean canUnpack(List<LockedPackage> packages) throws IOException {
                return importer.canUnpack(packages);
            }
        };
    }

    /// The packages in the order of `packages`.
    List<ImportedPackage> importAll(List<LockedPackage> packages, Progress progress) throws IOException;

    /// Whether some of `packages` have yet to be unpacked, and none has to be downloaded for that.
    default boolean canUnpack(List<LockedPackage> packages) throws IOException {
        return false;
    }
}
