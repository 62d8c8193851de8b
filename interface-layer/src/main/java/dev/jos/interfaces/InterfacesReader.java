package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfAbi;
import dev.jos.interfaces.elf.ElfType;
import dev.jos.interfaces.elf.SymbolKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads what [InterfacesWriter] wrote.
final class InterfacesReader {

    private final CompactReader from;
    private final Map<String, ElfAbi> abis = new HashMap<>();

    private InterfacesReader(CompactReader from) {
        this.from = from;
    }

    static PackageInterfaces read(InputStream in) throws IOException {
        return CompactReader.read(InterfacesWriter.MAGIC, in, from -> new InterfacesReader(from).packageInterfaces());
    }

    private PackageInterfaces packageInterfaces() throws IOException {
        String name = from.string();
        List<ElfObject> objects = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            objects.add(object());
        }
        List<LibraryLink> links = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            links.add(new LibraryLink(from.string(), from.string()));
        }
        List<String> directories = from.strings();
        List<UnreadableObject> unreadable = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            unreadable.add(new UnreadableObject(from.string(), from.string()));
        }
        return new PackageInterfaces(name, objects, links, directories, unreadable);
    }

    private ElfObject object() throws IOException {
        List<String> paths = from.strings();
        String object = from.string();
        ElfType type = InterfacesWriter.TYPES.get((int) from.number());
        ElfAbi abi = abis.computeIfAbsent(from.string(), ElfAbi::named);
        String soname = from.string();
        String interpreter = from.string();
        List<String> needed = from.strings();
        List<String> rpath = from.strings();
        List<String> runpath = from.strings();
        List<String> dlopens = from.strings();
        List<String> definedVersions = from.strings();
        Map<String, List<String>> versionParents = new HashMap<>();
        for (String version : definedVersions) {
            List<String> parents = from.strings();
            if (!parents.isEmpty()) {
                versionParents.put(version, parents);
            }
        }
        List<NeededVersion> neededVersions = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            neededVersions.add(new NeededVersion(from.string(), from.string(), from.number() != 0));
        }
        int exportCount = from.count();
        List<ExportedSymbol> exports = new ArrayList<>(exportCount);
        for (int left = exportCount; left > 0; left--) {
            exports.add(export());
        }
        int importCount = from.count();
        List<ImportedSymbol> imports = new ArrayList<>(importCount);
        for (int left = importCount; left > 0; left--) {
            imports.add(symbol());
        }
        return new ElfObject(
                paths,
                object,
                type,
                abi,
                soname,
                interpreter,
                needed,
                rpath,
                runpath,
                dlopens,
                definedVersions,
                versionParents,
                neededVersions,
                exports,
                imports,
                from.string());
    }

    private ExportedSymbol export() throws IOException {
        String name = from.string();
        String version = from.string();
        long flags = from.number();
        SymbolKind kind = InterfacesWriter.KINDS.get((int) (flags >>> 2));
        long size = kind.isData() ? from.number() : 0;
        String alias = kind.isData() ? from.string() : "";
        return new ExportedSymbol(name, version, (flags & 2) != 0, kind, (flags & 1) != 0, size, alias);
    }

    private ImportedSymbol symbol() throws IOException {
        String name = from.string();
        String version = from.string();
        String file = from.string();
        long flags = from.number();
        return new ImportedSymbol(name, version, file, (flags & 1) != 0, flags >>> 1);
    }
}
