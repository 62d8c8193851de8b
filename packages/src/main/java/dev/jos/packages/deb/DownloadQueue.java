package dev.jos.packages.deb;

import dev.jos.packages.lock.LockedPackage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/// Packages to be downloaded, handed out in groups that are worth a connection and yet arrive soon.
final class DownloadQueue {

    private final Deque<LockedPackage> waiting;
    private final int mostPackages;
    private final long mostBytes;

    DownloadQueue(Collection<LockedPackage> wanted, int mostPackages, long mostBytes) {
        this.waiting = new ArrayDeque<>(wanted);
        this.mostPackages = mostPackages;
        this.mostBytes = mostBytes;
    }

    /// At least one, unless none is left.
    synchronized List<LockedPackage> next() {
        List<LockedPackage> group = new ArrayList<>();
        long bytes = 0;
        while (!waiting.isEmpty() && group.size() < mostPackages && (group.isEmpty() || bytes < mostBytes)) {
            LockedPackage each = waiting.removeFirst();
            bytes += each.size();
            group.add(each);
        }
        return group;
    }
}
