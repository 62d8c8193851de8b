package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfType;
import dev.jos.interfaces.elf.SymbolKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes the compact form: the magic line, then compressed a table of strings and numbers of seven bits a byte.
final class InterfacesWriter {

    static final byte[] MAGIC = "jos-interfaces 2\n".getBytes(StandardCharsets.US_ASCII);

    /// The numbers that stand for types and kinds; changing them changes the format.
    static final List<ElfType> TYPES = List.of(ElfType.RELOCATABLE, ElfType.EXECUTABLE, ElfType.SHARED, ElfType.OTHER);

    static final List<SymbolKind> KINDS =
            List.of(SymbolKind.FUNCTION, SymbolKind.OBJECT, SymbolKind.TLS, SymbolKind.UNTYPED);

    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    void write(PackageInterfaces interfaces, OutputStream out) throws IOException {
        string(interfaces.packageName());
        number(interfaces.objects().size());
        interfaces.objects().forEach(this::object);
        number(interfaces.links().size());
        for (LibraryLink link : interfaces.links()) {
            string(link.path());
            string(link.target());
        }
        strings(interfaces.libraryDirectories());
        number(interfaces.unreadable().size());
        for (UnreadableObject unreadable : interfaces.unreadable()) {
            string(unreadable.path());
            string(unreadable.problem());
        }
        out.write(MAGIC);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            DeflaterOutputStream compressed = new DeflaterOutputStream(out, deflater, 1 << 14);
            compressed.write(stringTable());
            body.writeTo(compressed);
            compressed.finish();
        } finally {
            deflater.end();
        }
    }

    private byte[] stringTable() {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        number(table, strings.size());
        for (String string : strings.keySet()) {
            byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
            number(table, bytes.length);
            table.writeBytes(bytes);
        }
        return table.toByteArray();
    }

    private void object(ElfObject object) {
        strings(object.paths());
        string(object.object());
        number(TYPES.indexOf(object.type()));
        string(object.abi().name());
        string(object.soname());
        string(object.interpreter());
        strings(object.needed());
        strings(object.rpath());
        strings(object.runpath());
        strings(object.dlopens());
        strings(object.definedVersions());
        for (String version : object.definedVersions()) {
            strings(object.versionParents().getOrDefault(version, List.of()));
        }
        number(object.neededVersions().size());
        for (NeededVersion need : object.neededVersions()) {
            string(need.file());
            string(need.version());
            number(need.weak() ? 1 : 0);
        }
        number(object.exports().size());
        object.exports().forEach(this::export);
        number(object.imports().size());
        object.imports().forEach(this::symbol);
        string(object.generation());
    }

    private void export(ExportedSymbol symbol) {
        string(symbol.name());
        string(symbol.version());
        number((KINDS.indexOf(symbol.kind()) << 2) | (symbol.defaultVersion() ? 2 : 0) | (symbol.weak() ? 1 : 0));
        if (symbol.kind().isData()) {
            number(symbol.size());
            string(symbol.alias());
        }
    }

    private void symbol(ImportedSymbol symbol) {
        string(symbol.name());
        string(symbol.version());
        string(symbol.file());
        number((symbol.copiedSize() << 1) | (symbol.weak() ? 1 : 0));
    }

    private void strings(List<String> values) {
        number(values.size());
        values.forEach(this::string);
    }

    private void string(String value) {
        Integer index = strings.get(value);
        if (index == null) {
            index = strings.size();
            strings.put(value, index);
        }
        number(index);
    }

    private void number(long value) {
        number(body, value);
    }

    private static void number(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
