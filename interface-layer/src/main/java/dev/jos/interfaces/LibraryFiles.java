package dev.jos.interfaces;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/// A file hierarchy to look for libraries in. Paths are relative to its root, usr-merged (`usr/lib/…`).
public interface LibraryFiles {

    /// Opens the regular file at `path`, following links within the hierarchy; empty if there is none.
    Optional<SeekableByteChannel> open(String path) throws IOException;

    /// The names in a directory in bytewise order; none if it does not exist.
    List<String> list(String directory) throws IOException;
}
