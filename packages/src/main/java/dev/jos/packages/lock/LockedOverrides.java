package dev.jos.packages.lock;

import dev.jos.host.Sha256;
import java.util.List;

/// The packages that stand in for some of those a request was resolved to, because the configuration says so.
///
/// @param request the fingerprint of what was asked for and of the packages it was asked about; equal means that there
///     is nothing to decide again
/// @param packages by name, with what they need besides
public record LockedOverrides(Sha256 request, List<LockedPackage> packages) {

    /// Nothing is overridden.
    public static final LockedOverrides NONE = new LockedOverrides(Sha256.of(new byte[0]), List.of());

    public LockedOverrides {
        packages = packages.stream().sorted().toList();
    }
}
