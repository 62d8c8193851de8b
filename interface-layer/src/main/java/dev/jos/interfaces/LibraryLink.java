package dev.jos.interfaces;

/// A symbolic link that could lead a consumer to a library: its name has the form `….so` or `….so.…`.
///
/// @param path relative to the root
/// @param target the path that it leads to, relative to the root, resolved without looking at other links
public record LibraryLink(String path, String target) {}
