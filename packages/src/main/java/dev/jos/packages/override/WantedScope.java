package dev.jos.packages.override;

import java.util.List;

/// A package, or a unit of systemd, that is to have some of its libraries from somewhere else.
///
/// @param name of the package or the unit
/// @param unit whether it is a unit
public record WantedScope(String name, boolean unit, List<WantedOverride> overrides) {

    public WantedScope {
        overrides = List.copyOf(overrides);
    }
}
