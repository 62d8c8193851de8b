package dev.jos.packages.resolve;

import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.lock.LockedPackage;
import java.util.Collection;

/// Finds the packages that answer a request.
@SuppressWarnings("DoNotCallSuggester")
public final class Resolver {

    private final PackageIndex index;

    public Resolver(PackageIndex index) {
        this.index = index;
    }

    /// Newest versions, first alternatives, and nothing that is not needed. The same index, request and preferences
    /// give the same answer.
    ///
    /// @param preferred packages to keep at their version where the relations allow it, as those of a lock
    public Resolution resolve(Request request, Collection<LockedPackage> preferred) throws UnsatisfiableException {
        throw new UnsupportedOperationException("not yet: " + (index == null));
    }
}
