package dev.jos.store;

import dev.jos.host.InterProcessLock;

/// Keeps the collector away while it is open; see [Store#hold].
public final class StoreHold implements AutoCloseable {

    private final InterProcessLock lock;

    StoreHold(InterProcessLock lock) {
        this.lock = lock;
    }

    @Override
    public void close() {
        lock.close();
    }
}
