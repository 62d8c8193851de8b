package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfAbi;
import dev.jos.interfaces.elf.ElfFile;
import dev.jos.interfaces.elf.ElfType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one ELF program or shared object of a package offers and needs.
///
/// @param paths where the package has it, relative to the root (`usr/lib/x86_64-linux-gnu/liblzma.so.5.8.1`);
/// several for
/// hard links
/// @param object the name of the content, as the store has it
/// @param soname empty if it has none
/// @param interpreter the dynamic linker a program asks for; empty in libraries and plugins
/// @param dlopens the names of libraries that it says it may load while it runs
/// @param definedVersions the version nodes it defines, its base aside
/// @param versionParents the nodes that some of those build upon
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
        List<String> dlopens,
        List<String> definedVersions,
        Map<String, List<String>> versionParents,
        List<NeededVersion> neededVersions,
        List<ExportedSymbol> exports,
        List<ImportedSymbol> imports,
        String generation) {

    public ElfObject {
        paths = List.copyOf(paths);
        needed = List.copyOf(needed);
        rpath = List.copyOf(rpath);
        runpath = List.copyOf(runpath);
        dlopens = List.copyOf(dlopens);
        definedVersions = List.copyOf(definedVersions);
        versionParents = Map.copyOf(versionParents);
        neededVersions = List.copyOf(neededVersions);
        exports = List.copyOf(exports);
        imports = List.copyOf(imports);
    }

    /// Draws offers and needs from a file.
    public static ElfObject of(ElfFile file, String object, List<String> paths) {
        return new SymbolSorter(file).object(object, paths);
    }

    /// The symbol of this name that it exports; with a version, in that version or, if the object has none at all, in
    /// none. Absent if it exports no such symbol.
    public @Nullable ExportedSymbol exported(String name, String version) {
        int low = 0;
        int high = exports.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (exports.get(middle).name().compareTo(name) < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        for (int i = low; i < exports.size() && exports.get(i).name().equals(name); i++) {
            ExportedSymbol each = exports.get(i);
            boolean any = version.isEmpty() ? each.defaultVersion() : definedVersions.isEmpty();
            if (any || each.version().equals(version)) {
                return each;
            }
        }
        return null;
    }

    /// Whether the kernel can start it by itself: it names a dynamic linker. (`e_type` does not tell: programs are
    /// mostly
    /// position-independent.)
    public boolean isProgram() {
        return !interpreter.isEmpty();
    }
}
