package dev.jos.interfaces;

import dev.jos.interfaces.elf.ElfAbi;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// One state of an interface: what everybody who links against a SONAME may rely on, in a canonical text.
///
/// ```
/// interface liblzma.so.5 x86_64
/// version XZ_5.0
/// version XZ_5.2 XZ_5.0
/// function lzma_code@@XZ_5.0
/// object environ@@GLIBC_2.2.5 8 = __environ
/// ```
///
/// The lines are sorted bytewise. Sizes stand only with data; weakness, addresses, function sizes and the order in
/// the
/// file are left out, for two builds of the same source with other options differ in them and no consumer can tell.
/// Private versions are part of the text: who uses them is bound to them exactly.
///
/// @param text one line each, with a line feed; one `char` per byte (ISO 8859-1)
/// @param digest SHA-256 of the text, in 64 hexadecimal digits: the name of the generation
public record InterfaceGeneration(String text, String digest) {

    /// The generation of an object that exports something.
    public static InterfaceGeneration of(ElfObject object) {
        return of(object.abi(), object.soname(), object.definedVersions(), object.versionParents(), object.exports());
    }

    static InterfaceGeneration of(
            ElfAbi abi,
            String soname,
            List<String> versions,
            Map<String, List<String>> parents,
            List<ExportedSymbol> exports) {
        List<String> lines = new ArrayList<>();
        for (String version : versions) {
            List<String> below = parents.getOrDefault(version, List.of());
            lines.add("version " + version + (below.isEmpty() ? "" : " " + String.join(" ", below)));
        }
        for (ExportedSymbol symbol : exports) {
            lines.add(line(symbol));
        }
        Collections.sort(lines);
        StringBuilder text = new StringBuilder(64 * lines.size());
        text.append("interface ")
                .append(soname.isEmpty() ? "-" : soname)
                .append(' ')
                .append(abi.name())
                .append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        String all = text.toString();
        return new InterfaceGeneration(all, digest(all));
    }

    private static String line(ExportedSymbol symbol) {
        String name = symbol.toString();
        return switch (symbol.kind()) {
            case FUNCTION -> "function " + name;
            case UNTYPED -> "symbol " + name;
            case OBJECT -> "object " + name + datum(symbol);
            case TLS -> "tls " + name + datum(symbol);
        };
    }

    private static String datum(ExportedSymbol symbol) {
        return " " + symbol.size() + (symbol.alias().isEmpty() ? "" : " = " + symbol.alias());
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
