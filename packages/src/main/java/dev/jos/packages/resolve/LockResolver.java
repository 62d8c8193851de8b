package dev.jos.packages.resolve;

import dev.jos.host.Progress;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.lock.AccountIds;
import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockChange;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes and moves locks.
public final class LockResolver {

    private final Archive archive;

    public LockResolver(Archive archive) {
        this.archive = archive;
    }

    /// The lock that answers `request`: the existing one as it is when it was made for an equal request, without
    /// looking
    /// at the archive; else a new one that keeps locked versions where it can.
    ///
    /// @throws UnsatisfiableException when there is no answer, even in what the archive has now
    public LockUpdate lock(Optional<Lock> existing, Request request, Progress progress) throws IOException {
        if (existing.isPresent() && existing.get().request().equals(request.fingerprint(archive.settings()))) {
            return new LockUpdate(existing.get(), List.of());
        }
        PackageIndex index = archive.indexOrRefresh(request.architecture(), progress);
        try {
            return resolve(existing, request, index, packages(existing));
        } catch (UnsatisfiableException unsatisfiable) {
            return resolve(existing, request, newer(existing, request, unsatisfiable, progress), packages(existing));
        }
    }

    /// The lists on this machine may be old: what they do not have, the archive may have now.
    private PackageIndex newer(
            Optional<Lock> existing, Request request, UnsatisfiableException unsatisfiable, Progress progress)
            throws UnsatisfiableException {
        try {
            return archive.refresh(
                    request.architecture(), existing.map(Lock::suites).orElse(List.of()), progress);
        } catch (IOException unreachable) {
            unsatisfiable.addSuppressed(unreachable);
            throw unsatisfiable;
        }
    }

    /// Refreshes the archive and moves these packages, or all when `names` is empty, to the newest versions. Others
    /// stay
    /// at theirs where the archive still has them.
    ///
    /// @throws UnsatisfiableException when there is no answer
    /// @throws NotLockedException when a name is not in the lock
    public LockUpdate update(Optional<Lock> existing, Request request, Set<String> names, Progress progress)
            throws IOException {
        List<LockedPackage> locked = packages(existing);
        for (String name : names) {
            if (locked.stream().noneMatch(each -> each.name().equals(name))) {
                throw new NotLockedException(name);
            }
        }
        PackageIndex index = archive.refresh(
                request.architecture(), existing.map(Lock::suites).orElse(List.of()), progress);
        List<LockedPackage> kept = names.isEmpty()
                ? List.of()
                : locked.stream().filter(each -> !names.contains(each.name())).toList();
        return resolve(existing, request, index, kept);
    }

    private LockUpdate resolve(Optional<Lock> existing, Request request, PackageIndex index, List<LockedPackage> kept)
            throws UnsatisfiableException {
        Resolution resolution = new Resolver(index).resolve(request, kept);
        AccountIds accounts = existing.map(Lock::accounts).orElse(AccountIds.NONE);
        Lock lock = resolution.toLock(archive.settings(), accounts);
        return new LockUpdate(lock, LockChange.between(packages(existing), lock.packages()));
    }

    private static List<LockedPackage> packages(Optional<Lock> lock) {
        return lock.map(Lock::packages).orElse(List.of());
    }
}
