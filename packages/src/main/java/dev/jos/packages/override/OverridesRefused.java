package dev.jos.packages.override;

import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.List;

/// The packages cannot be overridden as wanted. Nothing has changed.
public final class OverridesRefused extends IOException {

    private final transient List<Refusal> refusals;
    private final transient List<LockedPackage> proposal;
    private final String scope;

    /// @param proposal packages with which, in addition, everything would be met; empty if no such set was found
    OverridesRefused(List<Refusal> refusals, List<LockedPackage> proposal) {
        this("", refusals, proposal);
    }

    private OverridesRefused(String scope, List<Refusal> refusals, List<LockedPackage> proposal) {
        super("packages cannot be overridden" + (scope.isEmpty() ? "" : " for " + scope) + ": " + refusals);
        this.scope = scope;
        this.refusals = List.copyOf(refusals);
        this.proposal = List.copyOf(proposal);
    }

    /// The same, about the packages that a scope has.
    OverridesRefused within(WantedScope other) {
        return new OverridesRefused(other.name(), refusals, proposal);
    }

    /// The scope whose packages these are; empty if they are those of the whole system.
    public String scope() {
        return scope;
    }

    public List<Refusal> refusals() {
        return refusals;
    }

    /// Packages with which, in addition, everything would be met; empty if no such set was found.
    public List<LockedPackage> proposal() {
        return proposal;
    }
}
