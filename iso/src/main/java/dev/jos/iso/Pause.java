package dev.jos.iso;

import java.io.IOException;
import java.time.Duration;

/// Waiting between two looks at something that tells nobody when it changes.
final class Pause {

    private Pause() {}

    static void of(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
