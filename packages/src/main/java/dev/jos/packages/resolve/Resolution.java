package dev.jos.packages.resolve;

import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.lock.AccountIds;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.lock.LockedSuite;
import java.util.List;

/// The answer to a request: packages that satisfy it and every relation among themselves.
///
/// @param packages by name
/// @param suites the state of the archive that they were chosen from
public record Resolution(Request request, List<LockedPackage> packages, List<LockedSuite> suites) {

    public Resolution {
        packages = packages.stream().sorted().toList();
        suites = List.copyOf(suites);
    }

    /// This answer of an archive with these settings as a lock; account ids are carried over from the lock before.
    public Lock toLock(ArchiveSettings settings, AccountIds accounts) {
        return new Lock(request.architecture(), request.fingerprint(settings), suites, packages, accounts);
    }
}
