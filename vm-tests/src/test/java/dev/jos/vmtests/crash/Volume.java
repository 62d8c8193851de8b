package dev.jos.vmtests.crash;

import java.io.IOException;
import java.util.Set;

/// A file system as something reads it that did not write it.
interface Volume {

    /// Finds a file by its path from the root, such as `loader/loader.conf`.
    ///
    /// @throws IOException if there is none, or what leads to it is damaged
    Content file(String path) throws IOException;

    /// The names in a directory.
    Set<String> names(String path) throws IOException;
}
