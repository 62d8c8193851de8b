package dev.jos.packages.resolve;

import dev.jos.packages.lock.Lock;
import dev.jos.packages.lock.LockChange;
import java.util.List;

/// A new lock and how it differs from the one before.
public record LockUpdate(Lock lock, List<LockChange> changes) {

    public LockUpdate {
        changes = List.copyOf(changes);
    }
}
