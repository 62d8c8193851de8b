package dev.jos.interfaces;

import dev.jos.interfaces.UnmetNeed.ChangedSize;
import dev.jos.interfaces.UnmetNeed.MissingLibrary;
import dev.jos.interfaces.UnmetNeed.MissingSymbol;
import dev.jos.interfaces.UnmetNeed.MissingVersion;
import dev.jos.interfaces.UnmetNeed.Wanted;
import dev.jos.interfaces.elf.ElfAbi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The file form of a layer.
final class LayerFormat {

    private static final byte[] MAGIC = "jos-layer 1\n".getBytes(StandardCharsets.US_ASCII);

    private LayerFormat() {}

    static void write(InterfaceLayer layer, OutputStream out) throws IOException {
        CompactWriter to = new CompactWriter();
        to.number(layer.bindings().size());
        for (Binding each : layer.bindings().values()) {
            to.strings(List.of(
                    each.name().abi().name(), each.name().soname(), each.generation(), each.provider(), each.path()));
        }
        to.number(layer.packages().size());
        layer.packages().forEach((name, each) -> {
            to.string(name);
            to.strings(each.objects().keySet());
            to.strings(each.objects().values());
            to.number(each.needs().size());
            each.needs().forEach(need -> to.strings(List.of(need.need(), need.provider(), need.object())));
        });
        to.number(layer.hostNeeds().size());
        for (HostNeed each : layer.hostNeeds()) {
            ImportedSymbol symbol = each.symbol();
            to.strings(List.of(
                    each.packageName(), each.path(), each.host(), symbol.name(), symbol.version(), symbol.file()));
            to.number((symbol.copiedSize() << 1) | (symbol.weak() ? 1 : 0));
        }
        needs(layer.unmet(), to);
        needs(layer.inherent(), to);
        to.finish(MAGIC, out);
    }

    private static void needs(List<UnmetNeed> needs, CompactWriter to) {
        to.number(needs.size());
        for (UnmetNeed each : needs) {
            to.string(each.packageName());
            to.string(each.path());
            switch (each.wanted()) {
                case MissingLibrary(String soname) -> to.strings(List.of(soname));
                case MissingVersion(String soname, String version, String provider) -> {
                    to.strings(List.of(soname, version));
                    to.string(provider);
                }
                case MissingSymbol(String symbol, String version, String soname) ->
                    to.strings(List.of(symbol, version, soname));
                case ChangedSize(String symbol, String version, String soname, long reserved, long found) -> {
                    to.strings(List.of(symbol, version, soname, ""));
                    to.number(reserved);
                    to.number(found);
                }
            }
        }
    }

    static InterfaceLayer read(InputStream in) throws IOException {
        return CompactReader.read(MAGIC, in, LayerFormat::layer);
    }

    private static InterfaceLayer layer(CompactReader from) throws IOException {
        SortedMap<InterfaceName, Binding> bindings = new TreeMap<>();
        for (int left = from.count(); left > 0; left--) {
            List<String> parts = from.strings();
            var name = new InterfaceName(ElfAbi.named(parts.get(0)), parts.get(1));
            bindings.put(name, new Binding(name, parts.get(2), parts.get(3), parts.get(4)));
        }
        SortedMap<String, PackageBinding> packages = new TreeMap<>();
        for (int left = from.count(); left > 0; left--) {
            packages.put(from.string(), binding(from));
        }
        List<HostNeed> hostNeeds = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            List<String> parts = from.strings();
            long flags = from.number();
            var symbol = new ImportedSymbol(parts.get(3), parts.get(4), parts.get(5), (flags & 1) != 0, flags >>> 1);
            hostNeeds.add(new HostNeed(parts.get(0), parts.get(1), symbol, parts.get(2)));
        }
        return new InterfaceLayer(bindings, packages, hostNeeds, needs(from), needs(from));
    }

    private static PackageBinding binding(CompactReader from) throws IOException {
        List<String> paths = from.strings();
        List<String> contents = from.strings();
        SortedMap<String, String> objects = new TreeMap<>();
        for (int i = 0; i < paths.size(); i++) {
            objects.put(paths.get(i), contents.get(i));
        }
        SortedSet<BoundNeed> needs = new TreeSet<>();
        for (int left = from.count(); left > 0; left--) {
            List<String> parts = from.strings();
            needs.add(new BoundNeed(parts.get(0), parts.get(1), parts.get(2)));
        }
        return new PackageBinding(objects, needs);
    }

    private static List<UnmetNeed> needs(CompactReader from) throws IOException {
        List<UnmetNeed> needs = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
            needs.add(new UnmetNeed(from.string(), from.string(), wanted(from)));
        }
        return needs;
    }

    /// How many strings it has tells what it is.
    private static Wanted wanted(CompactReader from) throws IOException {
        List<String> parts = from.strings();
        return switch (parts.size()) {
            case 1 -> new MissingLibrary(parts.getFirst());
            case 2 -> new MissingVersion(parts.get(0), parts.get(1), from.string());
            case 3 -> new MissingSymbol(parts.get(0), parts.get(1), parts.get(2));
            default -> new ChangedSize(parts.get(0), parts.get(1), parts.get(2), from.number(), from.number());
        };
    }
}
