package dev.jos.packages.override;

import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.List;

/// The packages cannot be overridden as wanted. Nothing has changed.
public final class OverridesRefused extends IOException {

    private final transient List<Refusal> refusals;
    private final transient List<LockedPackage> proposal;

    /// @param proposal packages with which, in addition, everything would be met; empty if no such set was found
    OverridesRefused(List<Refusal> refusals, List<LockedPackage> proposal) {
        super("packages cannot be overridden: " + refusals);
        this.refusals = List.copyOf(refusals);
        this.proposal = List.copyOf(proposal);
    }

    public List<Refusal> refusals() {
        return refusals;
    }

    /// Packages with which, in addition, everything would be met; empty if no such set was found.
    public List<LockedPackage> proposal() {
        return proposal;
    }
}
