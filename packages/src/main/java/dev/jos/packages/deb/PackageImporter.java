package dev.jos.packages.deb;

import dev.jos.host.Background;
import dev.jos.host.Downloader;
import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.archive.Mirrors;
import dev.jos.packages.deb.xz.DecodingHelpers;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.RepairSource;
import dev.jos.store.Store;
import dev.jos.store.StoreHold;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Brings packages of the Debian archive into the store: downloads what is missing, checks it, unpacks it, and
/// records what was
/// found out about it. Each package is imported once, however many threads and processes ask for it at the same
/// time.
///
/// A package is there when its import record is, which is written last and durably. A process that is killed
/// leaves complete packages behind and nothing half done.
public final class PackageImporter {

    private final JosRoot root;
    private final Store store;
    private final PackageDownloads downloads;
    private final PackageRecords records;
    private final Map<LockedPackage, ImportedPackage> known = new ConcurrentHashMap<>();
    private final Map<Sha256, ImportedPackage> byArchive = new ConcurrentHashMap<>();

    public PackageImporter(JosRoot root, Store store, DurableFiles files, Downloader downloader, Mirrors mirrors) {
        this.root = root;
        this.store = store;
        this.downloads = new PackageDownloads(root, downloader, mirrors);
        this.records = new PackageRecords(root, store, files);
    }

    /// The packages in the store, in the order of `packages`, after importing those that are not there yet.
    ///
    /// Downloads and imports overlap and use all processors. If some packages fail, the others are imported all
    /// the same, and then the failures are reported together.
    ///
    /// Whoever wants to refer to the trees takes a [hold of the store][Store#hold] before the call.
    ///
    /// @throws MalformedDebException if a package has the locked digest, and yet is no proper package
    /// @throws dev.jos.host.DownloadFailed if some could not be downloaded
    public List<ImportedPackage> importAll(List<LockedPackage> packages, Progress progress) throws IOException {
        try (StoreHold _ = store.hold(progress)) {
            Map<LockedPackage, ImportedPackage> found = recorded(packages);
            List<LockedPackage> missing = packages.stream()
                    .filter(each -> !found.containsKey(each))
                    .distinct()
                    .toList();
            if (!missing.isEmpty()) {
                try (DecodingHelpers helpers = DecodingHelpers.of(ImportRun.threads())) {
                    ImportRun run = new ImportRun(root, store, downloads, records, helpers, progress);
                    run.run(missing).forEach(each -> found.put(each.locked(), each));
                }
            }
            return inOrder(packages, found);
        }
    }

    /// Those that are imported already. A command asks for the same packages several times: each record is read once,
    /// on all processors.
    private Map<LockedPackage, ImportedPackage> recorded(List<LockedPackage> packages) throws IOException {
        Map<LockedPackage, ImportedPackage> found = new HashMap<>();
        Map<LockedPackage, Background.Result<Optional<ImportedPackage>>> reading = new LinkedHashMap<>();
        try (Background background = Background.onAllProcessors()) {
            for (LockedPackage each : packages) {
                @Nullable ImportedPackage imported = known.get(each);
                if (imported != null && store.contains(imported.tree())) {
                    found.put(each, imported);
                } else {
                    reading.computeIfAbsent(each, _ -> background.start(() -> records.find(each)));
                }
            }
        }
        for (Map.Entry<LockedPackage, Background.Result<Optional<ImportedPackage>>> each : reading.entrySet()) {
            each.getValue().get().ifPresent(imported -> {
                known.put(each.getKey(), imported);
                byArchive.put(each.getKey().sha256(), imported);
                found.put(each.getKey(), imported);
            });
        }
        return found;
    }

    private static List<ImportedPackage> inOrder(
            List<LockedPackage> packages, Map<LockedPackage, ImportedPackage> found) {
        List<ImportedPackage> ordered = new ArrayList<>(packages.size());
        for (LockedPackage each : packages) {
            @Nullable ImportedPackage imported = found.get(each);
            if (imported == null) {
                throw new IllegalStateException("%s was neither imported nor reported".formatted(each.id()));
            }
            ordered.add(imported);
        }
        return ordered;
    }

    /// Whether some of `packages` have yet to be unpacked, and none has to be downloaded for that.
    public boolean canUnpack(Collection<LockedPackage> packages) throws IOException {
        boolean some = false;
        for (LockedPackage each : packages) {
            if (records.find(each).isEmpty()) {
                if (!downloads.isThere(each)) {
                    return false;
                }
                some = true;
            }
        }
        return some;
    }

    /// The package if it is imported already. Downloads nothing.
    public Optional<ImportedPackage> imported(LockedPackage locked) throws IOException {
        return records.find(locked);
    }

    /// Whether the package is imported, or can be without downloading it.
    public boolean isHere(LockedPackage locked) throws IOException {
        return records.find(locked).isPresent() || downloads.isThere(locked);
    }

    /// The package that was imported from an archive of this digest. Downloads nothing.
    public Optional<ImportedPackage> imported(Sha256 archive) throws IOException {
        @Nullable ImportedPackage here = byArchive.get(archive);
        return here != null && store.contains(here.tree()) ? Optional.of(here) : records.find(archive);
    }

    /// The packages that were imported from archives of these digests, in their order, less those that are not there.
    /// Reads on all processors, and downloads nothing.
    public List<ImportedPackage> imported(Collection<Sha256> archives) throws IOException {
        List<Background.Result<Optional<ImportedPackage>>> reading = new ArrayList<>();
        try (Background background = Background.onAllProcessors()) {
            archives.forEach(each -> reading.add(background.start(() -> imported(each))));
        }
        List<ImportedPackage> imported = new ArrayList<>();
        for (Background.Result<Optional<ImportedPackage>> each : reading) {
            each.get().ifPresent(imported::add);
        }
        return imported;
    }

    /// Downloads those of `packages` that are neither imported nor in the cache, and imports none.
    public void download(Collection<LockedPackage> packages, Progress progress) throws IOException {
        List<LockedPackage> wanted = new ArrayList<>();
        for (LockedPackage each : packages) {
            if (records.find(each).isEmpty() && !downloads.isThere(each)) {
                wanted.add(each);
            }
        }
        downloads.fetch(wanted, progress);
    }

    /// Supplies lost objects and trees of the store by importing the packages again that they came from.
    public RepairSource repairSource(Progress progress) {
        return new PackageRepair(store, downloads, records, progress);
    }
}
