package dev.jos.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// Reads a stream to its end in a thread of its own, and keeps the first or the last bytes of it.
final class Capture {

    private static final int CHUNK = 8192;

    private final int limit;
    private final boolean keepsTail;
    private final Thread reader;
    private byte[] kept = new byte[CHUNK];
    private int length;

    private Capture(InputStream in, int limit, boolean keepsTail) {
        this.limit = limit;
        this.keepsTail = keepsTail;
        // No virtual thread: one that reads a pipe holds the thread that carries it, as long as the program is silent.
        // Whether others are then carried in time is up to the scheduler, and on two processors they were not always.
        this.reader = Thread.ofPlatform().daemon().unstarted(() -> read(in));
    }

    /// Keeps the first `limit` bytes.
    static Capture head(InputStream in, int limit) {
        return started(new Capture(in, limit, false));
    }

    /// Keeps the last `limit` bytes.
    static Capture tail(InputStream in, int limit) {
        return started(new Capture(in, limit, true));
    }

    private static Capture started(Capture capture) {
        capture.reader.start();
        return capture;
    }

    /// What was kept once the stream has ended, or after `patience`.
    byte[] content(Duration patience) throws InterruptedException {
        reader.join(patience);
        synchronized (this) {
            int from = keepsTail ? Math.max(0, length - limit) : 0;
            return Arrays.copyOfRange(kept, from, length);
        }
    }

    String text(Duration patience) throws InterruptedException {
        return new String(content(patience), StandardCharsets.UTF_8);
    }

    private void read(InputStream in) {
        byte[] chunk = new byte[CHUNK];
        try (in) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                keep(chunk, n);
            }
        } catch (IOException _) {
            // The program was killed; what it said so far is all there is.
        }
    }

    private synchronized void keep(byte[] chunk, int n) {
        int wanted = keepsTail ? n : Math.min(n, limit - length);
        if (keepsTail && length + wanted > 2 * limit + CHUNK) {
            int last = Math.min(length, limit);
            System.arraycopy(kept, length - last, kept, 0, last);
            length = last;
        }
        if (length + wanted > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(length + wanted, 2 * kept.length));
        }
        System.arraycopy(chunk, 0, kept, length, wanted);
        length += wanted;
    }
}
