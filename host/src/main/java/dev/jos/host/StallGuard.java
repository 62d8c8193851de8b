package dev.jos.host;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Closes network streams on which nothing has arrived for too long, so that whoever reads them fails instead of
/// waiting for ever. It has a platform thread: its help is needed just when everything else waits.
final class StallGuard implements AutoCloseable {

    private final long limitNanos;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    StallGuard(Duration limit) {
        this.limitNanos = limit.toNanos();
        this.thread = Thread.ofPlatform().daemon().name("stall-guard").start(this::patrol);
    }

    /// Watches `stream` until it is closed.
    Watched watch(InputStream stream) {
        Watched entry = new Watched(stream);
        watched.add(entry);
        return entry;
    }

    private void patrol() {
        long pauseMillis = Math.max(1, limitNanos / 4_000_000);
        try {
            while (true) {
                Thread.sleep(pauseMillis);
                long now = System.nanoTime();
                watched.stream()
                        .filter(each -> now - each.lastNanos > limitNanos)
                        .forEach(Watched::abandon);
            }
        } catch (InterruptedException _) {
            // The downloads are over.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /// One stream under guard.
    final class Watched implements AutoCloseable {

        private final InputStream stream;
        private volatile long lastNanos = System.nanoTime();
        private volatile boolean abandoned;

        private Watched(InputStream stream) {
            this.stream = stream;
        }

        /// Something has arrived.
        void touch() {
            lastNanos = System.nanoTime();
        }

        /// Whether the stream was closed because nothing arrived.
        boolean isAbandoned() {
            return abandoned;
        }

        private void abandon() {
            abandoned = true;
            close();
        }

        @Override
        public void close() {
            watched.remove(this);
            try {
                stream.close();
            } catch (IOException _) {
                // It was only read from.
            }
        }
    }
}
