package dev.jos.packages.resolve;

import dev.jos.host.Progress;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.lock.Lock;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// Makes and moves locks.
@SuppressWarnings("DoNotCallSuggester")
public final class LockResolver {

    private final Archive archive;

    public LockResolver(Archive archive) {
        this.archive = archive;
    }

    /// The lock that answers `request`: the existing one as it is when it was made for an equal request, without
    /// looking at the archive; else a new one that keeps locked versions where it can.
    public LockUpdate lock(Optional<Lock> existing, Request request, Progress progress) throws IOException {
        throw new UnsupportedOperationException("not yet: " + (archive == null));
    }

    /// Refreshes the archive and moves these packages, or all when `names` is empty, to the newest versions.
    public LockUpdate update(Optional<Lock> existing, Request request, Set<String> names, Progress progress)
            throws IOException {
        throw new UnsupportedOperationException("not yet: " + (archive == null));
    }
}
