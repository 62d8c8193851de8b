package dev.jos.interfaces;

/// A symbol that a plugin takes from a program or library that may load it.
///
/// @param packageName the plugin's package
/// @param path the plugin's file, relative to the root
/// @param symbol with its version, if it has one
/// @param host the file that exports it, relative to the root
public record HostNeed(String packageName, String path, ImportedSymbol symbol, String host) {}
