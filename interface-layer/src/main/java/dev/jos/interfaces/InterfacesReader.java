package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfAbi;
import dev.jos.interfaces.elf.ElfType;
import dev.jos.interfaces.elf.SymbolKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/// Reads what [InterfacesWriter] wrote. Every number is checked against the bytes that are left, so that damaged
/// files end in
/// an exception and not in exhausted memory.
final class InterfacesReader {

    private static final int LONGEST = 512 << 20;

    private final byte[] bytes;
    private final String[] strings;
    private final Map<String, ElfAbi> abis = new HashMap<>();
    private int at;

    private InterfacesReader(byte[] bytes) throws IOException {
        this.bytes = bytes;
        this.strings = new String[count()];
        for (int i = 0; i < strings.length; i++) {
            int length = count();
            strings[i] = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
        }
    }

    static PackageInterfaces read(InputStream in) throws IOException {
        byte[] magic = in.readNBytes(InterfacesWriter.MAGIC.length);
        if (!Arrays.equals(magic, InterfacesWriter.MAGIC)) {
            throw new IOException("not a file of package interfaces, or one of another version");
        }
        byte[] bytes = new InflaterInputStream(in).readNBytes(LONGEST);
        try {
            return new InterfacesReader(bytes).packageInterfaces();
        } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
            throw new IOException("the file of package interfaces is damaged", damaged);
        }
    }

    private PackageInterfaces packageInterfaces() throws IOException {
        String name = string();
        List<ElfObject> objects = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            objects.add(object());
        }
        List<LibraryLink> links = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            links.add(new LibraryLink(string(), string()));
        }
        List<String> directories = strings();
        List<UnreadableObject> unreadable = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            unreadable.add(new UnreadableObject(string(), string()));
        }
        return new PackageInterfaces(name, objects, links, directories, unreadable);
    }

    private ElfObject object() throws IOException {
        List<String> paths = strings();
        String object = string();
        ElfType type = InterfacesWriter.TYPES.get((int) number());
        ElfAbi abi = abis.computeIfAbsent(string(), ElfAbi::named);
        String soname = string();
        String interpreter = string();
        List<String> needed = strings();
        List<String> rpath = strings();
        List<String> runpath = strings();
        List<String> dlopens = strings();
        List<String> definedVersions = strings();
        Map<String, List<String>> versionParents = new HashMap<>();
        for (String version : definedVersions) {
            List<String> parents = strings();
            if (!parents.isEmpty()) {
                versionParents.put(version, parents);
            }
        }
        List<NeededVersion> neededVersions = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            neededVersions.add(new NeededVersion(string(), string(), number() != 0));
        }
        int exportCount = count();
        List<ExportedSymbol> exports = new ArrayList<>(exportCount);
        for (int left = exportCount; left > 0; left--) {
            exports.add(export());
        }
        int importCount = count();
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
                string());
    }

    private ExportedSymbol export() throws IOException {
        String name = string();
        String version = string();
        long flags = number();
        SymbolKind kind = InterfacesWriter.KINDS.get((int) (flags >>> 2));
        long size = kind.isData() ? number() : 0;
        String alias = kind.isData() ? string() : "";
        return new ExportedSymbol(name, version, (flags & 2) != 0, kind, (flags & 1) != 0, size, alias);
    }

    private ImportedSymbol symbol() throws IOException {
        String name = string();
        String version = string();
        String file = string();
        long flags = number();
        return new ImportedSymbol(name, version, file, (flags & 1) != 0, flags >>> 1);
    }

    private List<String> strings() throws IOException {
        int count = count();
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(string());
        }
        return values;
    }

    private String string() throws IOException {
        return strings[(int) number()];
    }

    /// A number of things that take at least one byte each.
    private int count() throws IOException {
        long count = number();
        if (count < 0 || count > bytes.length - at) {
            throw new IOException("the file of package interfaces is damaged: it ends early");
        }
        return (int) count;
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("the file of package interfaces is damaged: an endless number");
    }
}
