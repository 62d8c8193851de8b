package dev.jos.packages.override;

import dev.jos.interfaces.UnmetNeed;
import dev.jos.packages.lock.LockedPackage;
import java.util.Optional;

/// One package that a system gets in the place of another, or in addition.
///
/// @param before what it stands in for; empty if no package of this name was there
public record Replacement(Optional<LockedPackage> before, LockedPackage now, Reason reason) {

    /// Why it is there.
    public sealed interface Reason {}

    /// The configuration names it.
    public record Wanted() implements Reason {}

    /// It is of the same source as `with`, and one of the two wants exactly the version of the other.
    public record SameSource(String with) implements Reason {}

    /// The replacement `by` needs it, and nothing that was there will do.
    public record Needed(BrokenRelation by) implements Reason {}

    /// It was built again, for as it was it would miss this.
    public record Rebuilt(UnmetNeed because) implements Reason {}

    public String name() {
        return now.name();
    }
}
