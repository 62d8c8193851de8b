package dev.jos.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A lock on a path that excludes other processes and other threads of this one; see flock(2).
///
/// The lock belongs to this object: it ends with [#close] or with the process, however that ends. The locked path
/// is a file, created when missing, or a directory. It must not be removed while others may wait for it.
public final class InterProcessLock implements AutoCloseable {

    private final Libc.Descriptor descriptor;

    private InterProcessLock(Libc.Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /// Waits until nobody else holds the lock.
    public static InterProcessLock exclusive(Path path) throws IOException {
        return take(path, Libc.LOCK_EX).orElseThrow();
    }

    /// Waits until nobody else holds the lock exclusively.
    public static InterProcessLock shared(Path path) throws IOException {
        return take(path, Libc.LOCK_SH).orElseThrow();
    }

    /// Takes the lock if nobody else holds it.
    public static Optional<InterProcessLock> tryExclusive(Path path) throws IOException {
        return take(path, Libc.LOCK_EX | Libc.LOCK_NB);
    }

    /// Takes the lock if nobody else holds it exclusively.
    public static Optional<InterProcessLock> tryShared(Path path) throws IOException {
        return take(path, Libc.LOCK_SH | Libc.LOCK_NB);
    }

    /// A path may be removed or replaced between opening and locking it; then the lock taken is on something nobody
    /// will find, and is taken again.
    private static Optional<InterProcessLock> take(Path path, int operation) throws IOException {
        while (true) {
            Libc.Descriptor descriptor = Libc.Descriptor.openForLocking(path);
            boolean keep = false;
            try {
                if (!descriptor.lock(operation)) {
                    return Optional.empty();
                }
                keep = descriptor.isStillAtItsPath();
            } finally {
                if (!keep) {
                    descriptor.close();
                }
            }
            if (keep) {
                return Optional.of(new InterProcessLock(descriptor));
            }
        }
    }

    /// Gives the lock back; a second call does nothing.
    @Override
    public void close() {
        descriptor.close();
    }
}
