package dev.jos.packages;

import java.util.Comparator;

/// One binary package of the archive: name, version, and `amd64`, `arm64` or `all`.
///
/// Ordered by name, then architecture, then version.
public record PackageId(String name, DebianVersion version, String architecture) implements Comparable<PackageId> {

    private static final Comparator<PackageId> ORDER = Comparator.comparing(PackageId::name)
            .thenComparing(PackageId::architecture)
            .thenComparing(PackageId::version)
            .thenComparing(id -> id.version().text());

    public PackageId {
        if (!PackageNames.isValid(name)) {
            throw new IllegalArgumentException("`%s` is not a package name".formatted(name));
        }
        if (!architecture.equals(Architecture.ALL)
                && Architecture.parse(architecture).isEmpty()) {
            throw new IllegalArgumentException(
                    "`%s` is not an architecture jos knows: amd64, arm64 or all".formatted(architecture));
        }
    }

    @Override
    public int compareTo(PackageId other) {
        return ORDER.compare(this, other);
    }

    /// `name version architecture`, as shown to people.
    @Override
    public String toString() {
        return name + " " + version + " " + architecture;
    }
}
