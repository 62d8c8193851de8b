package dev.jos.interfaces;

/// A symbol that an object asks for.
///
/// @param version the exact version asked for, empty if any will do
/// @param file the library that the version was seen in at link time, as in `DT_NEEDED`; empty without version
/// @param weak whether the object copes without it
/// @param copiedSize the bytes a program reserves for a copy of the provider's datum (copy relocation); 0 if none
public record ImportedSymbol(String name, String version, String file, boolean weak, long copiedSize) {

    /// `name` or `name@version`.
    @Override
    public String toString() {
        return version.isEmpty() ? name : name + "@" + version;
    }
}
