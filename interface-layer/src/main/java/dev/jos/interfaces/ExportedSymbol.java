package dev.jos.interfaces;

import dev.jos.interfaces.elf.SymbolKind;

/// A symbol that an object offers to others.
///
/// @param version empty if the symbol has none
/// @param defaultVersion whether new links get this version; true without versions
/// @param weak whether the definition is weak: for C++ mostly a function that was not inlined everywhere
/// @param size of a datum in bytes; 0 for code, whose size is nobody's business
/// @param alias the name of the datum that this one shares its storage with, the bytewise first of all; empty if
/// alone or
/// first
public record ExportedSymbol(
        String name, String version, boolean defaultVersion, SymbolKind kind, boolean weak, long size, String alias) {

    /// Whether only the provider's own companions may use it: `GLIBC_PRIVATE`, `Qt_6_PRIVATE_API`, `…_INTERNAL`.
    public boolean isPrivate() {
        return PrivateVersions.contains(version);
    }

    /// `name`, `name@version` or `name@@version`.
    @Override
    public String toString() {
        return version.isEmpty() ? name : name + (defaultVersion ? "@@" : "@") + version;
    }
}
