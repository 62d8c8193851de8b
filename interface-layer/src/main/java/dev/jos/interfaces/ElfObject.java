package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfAbi;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.elf.ElfType;
import java.util.List;

/// What one ELF program or shared object of a package offers and needs.
///
/// @param paths where the package has it, relative to the root (`usr/lib/x86_64-linux-gnu/liblzma.so.5.8.1`);
/// several for
/// hard links
/// @param object the name of the content, as the store has it
/// @param soname empty if it has none
/// @param interpreter the dynamic linker a program asks for; empty in libraries and plugins
/// @param definedVersions the version nodes it defines, its base aside
/// @param generation the digest of its interface generation; empty if it exports nothing
public record ElfObject(
        List<String> paths,
        String object,
        ElfType type,
        ElfAbi abi,
        String soname,
        String interpreter,
        List<String> needed,
        List<String> rpath,
        List<String> runpath,
        List<String> definedVersions,
        List<NeededVersion> neededVersions,
        List<ExportedSymbol> exports,
        List<ImportedSymbol> imports,
        String generation) {

    public ElfObject {
        paths = List.copyOf(paths);
        needed = List.copyOf(needed);
        rpath = List.copyOf(rpath);
        runpath = List.copyOf(runpath);
        definedVersions = List.copyOf(definedVersions);
        neededVersions = List.copyOf(neededVersions);
        exports = List.copyOf(exports);
        imports = List.copyOf(imports);
    }

    /// Draws offers and needs from a file.
    public static ElfObject of(ElfFile file, String object, List<String> paths) {
        return new SymbolSorter(file).object(object, paths);
    }

    /// Whether the kernel can start it by itself: it names a dynamic linker. (`e_type` does not tell: programs are
    /// mostly
    /// position-independent.)
    public boolean isProgram() {
        return !interpreter.isEmpty();
    }
}
