package dev.jos.packages.archive;

import dev.jos.host.Sha256;

/// A file that a release vouches for.
///
/// @param path below the suite's directory, such as `main/binary-amd64/Packages.xz`
/// @param size in bytes
record IndexFile(String path, long size, Sha256 sha256) {}
