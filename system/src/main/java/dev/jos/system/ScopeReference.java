package dev.jos.system;

import dev.jos.packages.deb.ImportedPackage;
import java.util.List;

/// The packages whose libraries the programs of a scope load.
///
/// @param name of a package or a unit
/// @param packages sorted by name and architecture
public record ScopeReference(String name, List<PackageReference> packages) {

    public ScopeReference {
        packages = packages.stream().sorted(PackageReference.ORDER).toList();
    }

    static ScopeReference of(String name, List<ImportedPackage> packages) {
        return new ScopeReference(
                name, packages.stream().map(PackageReference::of).toList());
    }
}
