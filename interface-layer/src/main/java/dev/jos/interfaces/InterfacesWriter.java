package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfType;
import dev.jos.interfaces.elf.SymbolKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes the interfaces of a package.
final class InterfacesWriter {

    static final byte[] MAGIC = "jos-interfaces 2\n".getBytes(StandardCharsets.US_ASCII);

    /// The numbers that stand for types and kinds; changing them changes the format.
    static final List<ElfType> TYPES = List.of(ElfType.RELOCATABLE, ElfType.EXECUTABLE, ElfType.SHARED, ElfType.OTHER);

    static final List<SymbolKind> KINDS =
            List.of(SymbolKind.FUNCTION, SymbolKind.OBJECT, SymbolKind.TLS, SymbolKind.UNTYPED);

    private final CompactWriter to = new CompactWriter();

    void write(PackageInterfaces interfaces, OutputStream out) throws IOException {
        to.string(interfaces.packageName());
        to.number(interfaces.objects().size());
        interfaces.objects().forEach(this::object);
        to.number(interfaces.links().size());
        for (LibraryLink link : interfaces.links()) {
            to.string(link.path());
            to.string(link.target());
        }
        to.strings(interfaces.libraryDirectories());
        to.number(interfaces.unreadable().size());
        for (UnreadableObject unreadable : interfaces.unreadable()) {
            to.string(unreadable.path());
            to.string(unreadable.problem());
        }
        to.finish(MAGIC, out);
    }

    private void object(ElfObject object) {
        to.strings(object.paths());
        to.string(object.object());
        to.number(TYPES.indexOf(object.type()));
        to.string(object.abi().name());
        to.string(object.soname());
        to.string(object.interpreter());
        to.strings(object.needed());
        to.strings(object.rpath());
        to.strings(object.runpath());
        to.strings(object.dlopens());
        to.strings(object.definedVersions());
        for (String version : object.definedVersions()) {
            to.strings(object.versionParents().getOrDefault(version, List.of()));
        }
        to.number(object.neededVersions().size());
        for (NeededVersion need : object.neededVersions()) {
            to.string(need.file());
            to.string(need.version());
            to.number(need.weak() ? 1 : 0);
        }
        to.number(object.exports().size());
        object.exports().forEach(this::export);
        to.number(object.imports().size());
        object.imports().forEach(this::symbol);
        to.string(object.generation());
    }

    private void export(ExportedSymbol symbol) {
        to.string(symbol.name());
        to.string(symbol.version());
        to.number((KINDS.indexOf(symbol.kind()) << 2) | (symbol.defaultVersion() ? 2 : 0) | (symbol.weak() ? 1 : 0));
        if (symbol.kind().isData()) {
            to.number(symbol.size());
            to.string(symbol.alias());
        }
    }

    private void symbol(ImportedSymbol symbol) {
        to.string(symbol.name());
        to.string(symbol.version());
        to.string(symbol.file());
        to.number((symbol.copiedSize() << 1) | (symbol.weak() ? 1 : 0));
    }
}
