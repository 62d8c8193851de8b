package dev.jos.packages.bench;

import dev.jos.host.HttpDownloader;
import dev.jos.host.JosRoot;
import dev.jos.host.LinuxDurableFiles;
import dev.jos.host.LinuxSystemCalls;
import dev.jos.host.Progress;
import dev.jos.interfaces.ElfObject;
import dev.jos.interfaces.ExportedSymbol;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.ArchiveSettings;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.archive.Suite;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Prints what a change of each of the most depended-upon libraries of trixie would rebuild, as a table in Markdown:
/// `RebuildRecord ROOT`.
public final class RebuildRecord {

    private static final int LIBRARIES = 100;
    /// Not among those, and yet the one that is spoken of most.
    private static final String ALSO = "liblzma5";
    private static final List<Suite> STOCK = List.of(Suite.named("trixie"));
    private static final List<Suite> SECURITY = List.of(Suite.named("trixie-security"));
    private static final List<Suite> BEFORE = List.of(Suite.named("bookworm"));

    private final Archive archive;
    private final PackageImporter importer;
    private final RebuildGraph graph;
    private final PackageIndex security;
    private final PackageIndex previous;

    private RebuildRecord(Archive archive, PackageImporter importer) throws IOException {
        this.archive = archive;
        this.importer = importer;
        Archive stock = archive.ofSuites(STOCK);
        this.graph = RebuildGraph.of(stock, index(STOCK), Progress.NONE);
        this.security = index(SECURITY);
        this.previous = index(BEFORE);
    }

    public static void main(String[] arguments) throws IOException {
        JosRoot root = new JosRoot(Path.of(arguments[0]));
        LinuxSystemCalls systemCalls = new LinuxSystemCalls();
        LinuxDurableFiles files = new LinuxDurableFiles(systemCalls);
        HttpDownloader downloader = new HttpDownloader(files);
        ArchiveSettings settings = ArchiveSettings.DEFAULT;
        new RebuildRecord(
                        Archive.of(settings, root, downloader, files),
                        new PackageImporter(
                                root, Store.open(root, files, systemCalls), files, downloader, settings.mirrors()))
                .print();
    }

    private PackageIndex index(List<Suite> suites) throws IOException {
        return archive.ofSuites(suites).indexOrRefresh(Architecture.AMD64, Progress.NONE);
    }

    private void print() throws IOException {
        List<IndexedPackage> libraries = graph.packages().values().stream()
                .filter(each -> each.section().equals("libs")
                        && !each.locked().id().architecture().equals("all"))
                .sorted(Comparator.comparingInt((IndexedPackage each) ->
                                graph.direct(each.name()).size())
                        .reversed()
                        .thenComparing(IndexedPackage::name))
                .toList();
        List<IndexedPackage> shown = new ArrayList<>(libraries.subList(0, LIBRARIES));
        libraries.stream()
                .filter(each -> each.name().equals(ALSO) && !shown.contains(each))
                .forEach(shown::add);
        Map<LockedPackage, ImportedPackage> imported = imported(shown);
        System.out.printf(
                Locale.ROOT,
                "%,d packages and %,d sources; trixie of %s, trixie-security of %s:%n%n",
                graph.packages().size(),
                graph.sources(),
                day(index(STOCK)),
                day(security));
        System.out.println("| | library | direct | transitive | sources rebuilt by hash of inputs"
                + " | offers after a security update | offers after bookworm | rebuilt by jos |");
        System.out.println("|---:|---|---:|---:|---:|---|---|---|");
        for (IndexedPackage each : shown) {
            row(libraries.indexOf(each) + 1, each, imported);
        }
    }

    private static LocalDate day(PackageIndex index) {
        return index.suites().getFirst().date().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private Map<LockedPackage, ImportedPackage> imported(List<IndexedPackage> libraries) throws IOException {
        List<LockedPackage> wanted = new ArrayList<>();
        for (IndexedPackage each : libraries) {
            wanted.add(each.locked());
            other(each, security).ifPresent(wanted::add);
            other(each, previous).ifPresent(wanted::add);
        }
        Map<LockedPackage, ImportedPackage> imported = new HashMap<>();
        importer.importAll(wanted.stream().distinct().toList(), Progress.NONE)
                .forEach(each -> imported.put(each.locked(), each));
        return imported;
    }

    private static Optional<LockedPackage> other(IndexedPackage stock, PackageIndex index) {
        return index.newest(stock.name()).map(IndexedPackage::locked).filter(each -> !each.version()
                .equals(stock.version()));
    }

    private void row(int number, IndexedPackage library, Map<LockedPackage, ImportedPackage> imported)
            throws IOException {
        String name = library.name();
        ImportedPackage stock = Objects.requireNonNull(imported.get(library.locked()));
        Optional<LockedPackage> update = other(library, security);
        Optional<LockedPackage> old = other(library, previous);
        String updated = update.isEmpty() ? "none" : change(stock, Objects.requireNonNull(imported.get(update.get())));
        String upgraded = old.isEmpty() ? "new name" : change(Objects.requireNonNull(imported.get(old.get())), stock);
        System.out.printf(
                Locale.ROOT,
                "| %d | %s | %,d | %,d | %,d | %s | %s | %s |%n",
                number,
                name,
                graph.direct(name).size(),
                graph.transitive(name).size(),
                graph.rebuilt(library).size(),
                updated,
                upgraded,
                rebuilt(updated));
    }

    private static String rebuilt(String update) {
        if (update.equals("none")) {
            return "0 while it stays";
        }
        return update.endsWith("gone") ? "who uses those" : "0";
    }

    /// What users of `before` find in `after`.
    private static String change(ImportedPackage before, ImportedPackage after) throws IOException {
        Map<String, ElfObject> now = offering(after);
        int gone = 0;
        boolean identical = true;
        for (Map.Entry<String, ElfObject> each : offering(before).entrySet()) {
            @Nullable ElfObject counterpart = now.get(each.getKey());
            if (counterpart == null) {
                return each.getKey() + " gone";
            }
            identical &= counterpart.generation().equals(each.getValue().generation());
            gone += (int) each.getValue().exports().stream()
                    .filter(symbol -> !symbol.isPrivate() && !serves(counterpart, symbol))
                    .count();
        }
        if (gone > 0) {
            return "%,d gone".formatted(gone);
        }
        return identical ? "same" : "more";
    }

    private static boolean serves(ElfObject object, ExportedSymbol symbol) {
        @Nullable ExportedSymbol found = object.exported(symbol.name(), symbol.version());
        return found != null && (!symbol.kind().isData() || found.size() == symbol.size());
    }

    private static Map<String, ElfObject> offering(ImportedPackage imported) throws IOException {
        Map<String, ElfObject> offering = new HashMap<>();
        imported.interfaces().objects().stream()
                .filter(each -> !each.soname().isEmpty() && !each.generation().isEmpty())
                .forEach(each -> offering.put(each.soname(), each));
        return offering;
    }
}
