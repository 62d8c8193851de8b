package dev.jos.cli.command;

import dev.jos.host.DownloadFailed;
import dev.jos.host.Progress;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.PackagesGoneException;
import dev.jos.packages.lock.Lock;
import java.io.IOException;
import java.util.Optional;

/// Tells a mirror that moved on from a network that does not work.
final class MovedOn {

    private MovedOn() {}

    /// What to throw instead of `failure`, which is the same when the mirrors still have all locked packages.
    ///
    /// Looks at what the archive has now: the lists on this machine are those that the lock was made of.
    static IOException explain(DownloadFailed failure, Archive archive, Lock lock, Progress progress) {
        if (archive.gone(failure, lock).isEmpty()) {
            return failure;
        }
        try {
            archive.refresh(lock.architecture(), lock.suites(), progress);
        } catch (IOException unknown) {
            // That they are gone is certain; only what replaced them is not.
            failure.addSuppressed(unknown);
        }
        Optional<PackagesGoneException> gone = archive.gone(failure, lock);
        return gone.isPresent() ? gone.get() : failure;
    }
}
