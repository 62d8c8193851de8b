package dev.jos.system;

import dev.jos.host.Sha256;
import dev.jos.packages.PackageId;
import dev.jos.packages.deb.ImportedPackage;
import java.util.Comparator;

/// A package that a system is made of.
///
/// @param archive digest of the `.deb`
/// @param tree digest of what it was imported as
public record PackageReference(String name, String version, String architecture, Sha256 archive, Sha256 tree) {

    static final Comparator<PackageReference> ORDER =
            Comparator.comparing(PackageReference::name).thenComparing(PackageReference::architecture);

    static PackageReference of(ImportedPackage imported) {
        PackageId id = imported.locked().id();
        return new PackageReference(
                id.name(),
                id.version().toString(),
                id.architecture(),
                imported.locked().sha256(),
                imported.tree().digest());
    }
}
