package dev.jos.packages.deb;

import dev.jos.packages.lock.LockedPackage;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// Packages whose files are there and that wait to be unpacked. Safe for use by several threads.
final class ArrivedPackages {

    private final PriorityQueue<LockedPackage> waiting;
    private int outstanding;

    /// @param outstanding how many more will [arrive][#arrived]
    ArrivedPackages(Collection<LockedPackage> there, Comparator<LockedPackage> order, int outstanding) {
        this.waiting = new PriorityQueue<>(order);
        this.waiting.addAll(there);
        this.outstanding = outstanding;
    }

    /// One more is there, or will never be.
    synchronized void arrived(LockedPackage locked, boolean usable) {
        outstanding--;
        if (usable) {
            waiting.add(locked);
        }
        notifyAll();
    }

    /// The next one, waiting for it if need be; empty when there will be no more.
    synchronized Optional<LockedPackage> take() throws InterruptedException {
        while (waiting.isEmpty() && outstanding > 0) {
            wait();
        }
        return Optional.ofNullable(waiting.poll());
    }
}
