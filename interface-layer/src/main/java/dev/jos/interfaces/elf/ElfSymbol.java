package dev.jos.interfaces.elf;

/// One entry of the dynamic symbol table.
///
/// @param name the name, each byte one `char` (ISO 8859-1), so that no byte is lost
/// @param version the symbol version, empty if it has none or is bound to the object's base version
/// @param versionFile for an imported symbol the name of the library that `verneed` expects the version in; else
/// empty
/// @param defaultVersion for a defined symbol whether new links get this version (`@@`); true without versions
/// @param defined whether this object provides the symbol rather than asking for it
/// @param exported whether other objects can see a defined symbol (its binding and visibility allow it)
/// @param address the value: aliases of one datum share it
/// @param size in bytes
public record ElfSymbol(
        String name,
        String version,
        String versionFile,
        boolean defaultVersion,
        SymbolKind kind,
        SymbolBinding binding,
        boolean defined,
        boolean exported,
        long address,
        long size) {

    /// `name`, `name@version` or `name@@version`.
    @Override
    public String toString() {
        return version.isEmpty() ? name : name + (defined && defaultVersion ? "@@" : "@") + version;
    }
}
