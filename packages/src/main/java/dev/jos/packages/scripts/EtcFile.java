package dev.jos.packages.scripts;

/// A file in `/etc` that a script writes.
///
/// @param mode permission bits, octal 07777 at most
public record EtcFile(String path, String text, int mode) implements Declaration {}
