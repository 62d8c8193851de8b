package dev.jos.packages.deb;

import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.deb.PackageRecords.Finding;
import dev.jos.packages.deb.xz.DecodingHelpers;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.Entry;
import dev.jos.store.MissingTree;
import dev.jos.store.ObjectId;
import dev.jos.store.RegularFile;
import dev.jos.store.RepairSource;
import dev.jos.store.Store;
import dev.jos.store.StoreBatch;
import dev.jos.store.TreeId;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the packages that lost contents came from and unpacks them once more.
final class PackageRepair implements RepairSource {

    private final Store store;
    private final PackageDownloads downloads;
    private final PackageRecords records;
    private final Progress progress;

    PackageRepair(Store store, PackageDownloads downloads, PackageRecords records, Progress progress) {
        this.store = store;
        this.downloads = downloads;
        this.records = records;
        this.progress = progress;
    }

    @Override
    public void supply(Set<ObjectId> objects, Set<TreeId> trees, StoreBatch into) throws IOException {
        Set<ObjectId> lost = new HashSet<>(objects);
        for (Sha256 deb : records.all()) {
            Optional<ImportRecord> record = records.read(deb);
            if (record.isPresent() && concerns(record.get(), lost, trees)) {
                Finding finding = unpack(locked(deb, record.get()), into);
                into.add(finding.tree());
                finding.tree().entries().forEach(entry -> {
                    if (entry.node() instanceof RegularFile file) {
                        lost.remove(file.content());
                    }
                });
            }
        }
    }

    /// A tree that cannot be read any more may have held any of the objects.
    private boolean concerns(ImportRecord record, Set<ObjectId> lost, Set<TreeId> trees) throws IOException {
        if (trees.contains(record.tree())) {
            return true;
        }
        if (lost.isEmpty()) {
            return false;
        }
        try {
            for (Entry entry : store.tree(record.tree()).entries()) {
                if (entry.node() instanceof RegularFile file && lost.contains(file.content())) {
                    return true;
                }
            }
            return false;
        } catch (MissingTree missing) {
            return true;
        }
    }

    private Finding unpack(LockedPackage locked, StoreBatch into) throws IOException {
        if (!downloads.isThere(locked)) {
            downloads.fetch(List.of(locked), progress);
        }
        DebImport deb = new DebImport(locked, downloads.path(locked), DecodingHelpers.NONE);
        try (Progress.Task task = progress.start("Unpacking " + locked.name(), locked.size(), Progress.Unit.BYTES)) {
            try {
                return deb.read(into, task);
            } catch (DebImport.WrongDigest damaged) {
                downloads.forget(locked);
                downloads.fetch(List.of(locked), progress);
                return deb.read(into, task);
            }
        }
    }

    private static LockedPackage locked(Sha256 deb, ImportRecord record) {
        return new LockedPackage(
                new PackageId(
                        record.control().name(),
                        DebianVersion.parse(record.control().version()),
                        record.control().architecture()),
                record.origin().suite(),
                record.control().sourceName(),
                DebianVersion.parse(record.control().sourceVersion()),
                record.origin().file(),
                record.origin().size(),
                deb);
    }
}
