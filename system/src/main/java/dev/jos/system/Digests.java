package dev.jos.system;

import dev.jos.host.Sha256;
import java.nio.charset.StandardCharsets;

/// Names combinations of things.
final class Digests {

    private Digests() {}

    /// A digest that tells any two lists of words apart; words hold no line breaks.
    static Sha256 of(String... words) {
        return Sha256.of(String.join("\n", words).getBytes(StandardCharsets.UTF_8));
    }
}
