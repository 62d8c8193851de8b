package dev.jos.interfaces;

/// Which generation of an interface a system has, and who provides it.
///
/// @param generation the digest of the [InterfaceGeneration]
/// @param provider the package
/// @param path the library's file, relative to the root
public record Binding(InterfaceName name, String generation, String provider, String path) {}
