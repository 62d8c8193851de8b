package dev.jos.system;

import dev.jos.host.Progress;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.List;

/// Brings locked packages into the store; [dev.jos.packages.deb.PackageImporter] is one.
@FunctionalInterface
public interface PackageSource {

    /// The packages in the order of `packages`.
    List<ImportedPackage> importAll(List<LockedPackage> packages, Progress progress) throws IOException;
}
