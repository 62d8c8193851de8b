package dev.jos.packages.scripts;

/// A symbolic link in `/etc` or `/usr`.
///
/// @param path where the link is
/// @param target its text, absolute or relative
public record FileLink(String path, String target) implements Declaration {}
