package dev.jos.interfaces;

/// A version node that an object expects a library to define, whether or not a symbol uses it (`GLIBC_ABI_DT_RELR`
/// has none).
///
/// @param weak whether the dynamic linker starts the program all the same when it is missing
public record NeededVersion(String file, String version, boolean weak) {}
