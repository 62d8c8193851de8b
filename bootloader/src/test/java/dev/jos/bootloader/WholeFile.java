package dev.jos.bootloader;

import dev.jos.host.Sha256;
import java.io.IOException;
import java.nio.file.Path;

/// A file of a boot partition whose name says what it holds.
final class WholeFile {

    private WholeFile() {}

    /// Fails unless it does.
    static void check(Path root, String path) throws IOException {
        Path file = root.resolve(path.substring(1));
        if (!String.valueOf(file.getFileName()).startsWith(Sha256.ofFile(file).hex())) {
            throw new IllegalStateException(file + " is damaged");
        }
    }
}
