package dev.jos.packages.override;

import java.util.List;
import java.util.Optional;

/// A package, or a unit of systemd, that is to have some of its libraries from somewhere else.
///
/// @param name of the package or the unit
/// @param unit whether it is a unit
/// @param starts the programs that a unit of the configuration itself starts, relative to the root and usr-merged;
///     empty if the configuration has no such unit
public record WantedScope(String name, boolean unit, Optional<List<String>> starts, List<WantedOverride> overrides) {

    public WantedScope {
        starts = starts.map(List::copyOf);
        overrides = List.copyOf(overrides);
    }
}
