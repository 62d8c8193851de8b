package dev.jos.packages.archive;

import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Locked packages that no mirror has any more. `jos update NAME…` moves the lock on; a mirror that keeps old
/// versions,
/// such as `snapshot.debian.org`, has them still.
public final class PackagesGoneException extends IOException {

    /// A locked package, and what the archive has in its place now.
    public record Gone(LockedPackage locked, Optional<LockedPackage> replacement) {

        /// One clause.
        public String describe() {
            return "`%s %s` is no longer on the mirrors".formatted(locked.name(), locked.version())
                    + replacement
                            .map(now -> "; `%s` in %s replaced it".formatted(now.version(), now.suite()))
                            .orElse("");
        }
    }

    private final transient List<Gone> gone;

    PackagesGoneException(List<Gone> gone) {
        super(gone.stream().map(Gone::describe).collect(Collectors.joining("\n")));
        this.gone = List.copyOf(gone);
    }

    /// At least one.
    public List<Gone> gone() {
        return gone;
    }
}
