package dev.jos.modules;

import java.util.List;

/// A package, or a service, that gets some of its libraries from elsewhere, while the rest of the system keeps
/// its own.
///
/// @param name of a package, or of a unit with its suffix `.service`
/// @param overrides what stands in for packages whose libraries it loads
public record PackageScope(String name, List<PackageOverride> overrides) {

    private static final String UNIT = ".service";

    public PackageScope {
        overrides = List.copyOf(overrides);
    }

    /// Whether `name` is that of a unit: a package may have dots, but none has this suffix.
    public static boolean isUnit(String name) {
        return name.endsWith(UNIT);
    }
}
