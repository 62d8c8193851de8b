package dev.jos.system;

import dev.jos.host.Sha256;
import java.util.Comparator;

/// A package that a system is made of.
///
/// @param archive digest of the `.deb`
/// @param tree digest of what it was imported as
public record PackageReference(String name, String version, String architecture, Sha256 archive, Sha256 tree) {

    static final Comparator<PackageReference> ORDER =
            Comparator.comparing(PackageReference::name).thenComparing(PackageReference::architecture);
}
