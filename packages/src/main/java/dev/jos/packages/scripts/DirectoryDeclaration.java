package dev.jos.packages.scripts;

/// A directory that must exist in `/etc` or `/usr`.
///
/// @param mode permission bits, octal 07777 at most
public record DirectoryDeclaration(String path, int mode, String user, String group) implements Declaration {}
