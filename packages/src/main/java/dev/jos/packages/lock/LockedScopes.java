package dev.jos.packages.lock;

import dev.jos.host.Sha256;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The packages whose libraries a few programs have in the place of the system's own, because the configuration says
/// so.
///
/// @param request the fingerprint of what was asked for and of the packages it was asked about; equal means
///     that there is nothing to decide again
/// @param packages by the name of the scope, and then by their own
public record LockedScopes(Sha256 request, SortedMap<String, List<LockedPackage>> packages) {

    /// There is no scope.
    public static final LockedScopes NONE = new LockedScopes(Sha256.of(new byte[0]), new TreeMap<>());

    public LockedScopes {
        SortedMap<String, List<LockedPackage>> sorted = new TreeMap<>();
        packages.forEach(
                (scope, some) -> sorted.put(scope, some.stream().sorted().toList()));
        packages = Collections.unmodifiableSortedMap(sorted);
    }
}
