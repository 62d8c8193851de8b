package dev.jos.system;

import dev.jos.host.Sha256;

/// A file of a system, by content.
///
/// @param size in bytes
public record BlobReference(Sha256 sha256, long size) {}
