package dev.jos.bootloader;

import java.io.IOException;

/// What a boot loader would do with a boot partition, by another reading of its files than that of jos.
interface SimulatedLoader {

    /// The title of what would start now, whose files are whole.
    String starts() throws IOException;

    /// The same; takes one attempt off it, as a boot does that never reaches its end.
    String boot() throws IOException;
}
