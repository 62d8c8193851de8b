package dev.jos.packages.archive;

import dev.jos.packages.Architecture;
import dev.jos.packages.lock.LockedSuite;
import java.util.List;

/// All packages that the archive has for one architecture, in all its suites. Immutable; for any number of threads.
@SuppressWarnings("DoNotCallSuggester")
public final class PackageIndex {

    /// The architecture whose packages, with those for all, are here.
    public Architecture architecture() {
        throw new UnsupportedOperationException("not yet");
    }

    /// The states of the suites that this index was made from.
    public List<LockedSuite> suites() {
        throw new UnsupportedOperationException("not yet");
    }

    /// The packages of this name, the newest version first; none when the archive has none.
    public List<IndexedPackage> find(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    /// The packages of other names that provide this one.
    public List<IndexedPackage> providers(String name) {
        throw new UnsupportedOperationException("not yet");
    }

    /// The newest versions of packages that have every word in name or description, ignoring case; names first.
    public List<IndexedPackage> search(String words) {
        throw new UnsupportedOperationException("not yet");
    }

    /// Up to five names that somebody who wrote `name` may have meant, the likeliest first.
    public List<String> nearest(String name) {
        throw new UnsupportedOperationException("not yet");
    }
}
