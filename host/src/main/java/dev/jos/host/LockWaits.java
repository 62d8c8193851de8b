package dev.jos.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Takes locks that another jos may hold, and says so when one is long in coming.
///
/// Several threads may wait at once: that is said once, and over when none of them waits any more.
public final class LockWaits {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Progress progress;
    private final Duration patience;
    private int waiting;
    private Progress.@Nullable Task told;

    public LockWaits(Progress progress) {
        this(progress, PATIENCE);
    }

    LockWaits(Progress progress, Duration patience) {
        this.progress = progress;
        this.patience = patience;
    }

    /// Waits until nobody else holds the lock.
    public InterProcessLock exclusive(Path path) throws IOException {
        Optional<InterProcessLock> free = InterProcessLock.tryExclusive(path);
        return free.isPresent() ? free.get() : await(path, () -> InterProcessLock.exclusive(path));
    }

    /// Waits until nobody else holds the lock exclusively.
    public InterProcessLock shared(Path path) throws IOException {
        Optional<InterProcessLock> free = InterProcessLock.tryShared(path);
        return free.isPresent() ? free.get() : await(path, () -> InterProcessLock.shared(path));
    }

    private interface Taking {
        InterProcessLock take() throws IOException;
    }

    private InterProcessLock await(Path path, Taking taking) throws IOException {
        Wait wait = new Wait(path);
        Executor later = CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS, Runnable::run);
        CompletableFuture<Void> telling = CompletableFuture.runAsync(wait::tell, later);
        try {
            return taking.take();
        } finally {
            telling.cancel(false);
            wait.end();
        }
    }

    /// One thread's wait, which becomes known when it takes too long.
    private final class Wait {

        private final Path path;
        private boolean known;
        private boolean over;

        Wait(Path path) {
            this.path = path;
        }

        void tell() {
            OptionalLong holder = LockHolder.of(path);
            // Another thread of this process is no other jos.
            if (holder.isPresent()
                    && holder.getAsLong() == ProcessHandle.current().pid()) {
                return;
            }
            synchronized (LockWaits.this) {
                if (!over) {
                    known = true;
                    if (waiting++ == 0) {
                        String who = holder.isPresent() ? " (pid " + holder.getAsLong() + ")" : "";
                        told = progress.start("Waiting for another jos" + who, 0, Progress.Unit.TIME);
                    }
                }
            }
        }

        void end() {
            synchronized (LockWaits.this) {
                over = true;
                if (known && --waiting == 0 && told != null) {
                    told.close();
                    told = null;
                }
            }
        }
    }
}
