package dev.jos.interfaces.elf;

/// A version that an object expects another to define (`verneed`); with or without a symbol that uses it.
///
/// @param file the library, as named in `DT_NEEDED`
/// @param weak whether the linker only warns when it is missing (`VER_FLG_WEAK`)
public record VersionNeed(int index, String file, String version, boolean weak) {}
