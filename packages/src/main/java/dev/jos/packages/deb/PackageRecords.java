package dev.jos.packages.deb;

import dev.jos.host.DurableFiles;
import dev.jos.host.DurableFiles.Staged;
import dev.jos.host.JosRoot;
import dev.jos.host.Sha256;
import dev.jos.packages.ControlFile;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageId;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.scripts.MaintainerScriptAnalysis;
import dev.jos.packages.scripts.PackageScripts;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Reads and writes the import records.
final class PackageRecords {

    private final JosRoot root;
    private final Store store;
    private final DurableFiles files;
    private final MaintainerScriptAnalysis analysis = new MaintainerScriptAnalysis();

    PackageRecords(JosRoot root, Store store, DurableFiles files) {
        this.root = root;
        this.store = store;
        this.files = files;
    }

    /// What an import found out about one package, before it is recorded.
    record Finding(
            LockedPackage locked,
            Tree tree,
            DebControl control,
            ControlArchive archive,
            InterfaceCollector interfaces,
            long size) {}

    /// The package, if it is recorded and its tree is still in the store. A record that cannot be read counts as
    /// missing: the
    /// package is then imported again.
    Optional<ImportedPackage> find(LockedPackage locked) throws IOException {
        RecordFiles at = RecordFiles.of(root, locked.sha256());
        try (BufferedReader in = Files.newBufferedReader(at.record())) {
            return usable(locked, ImportRecord.read(in), at);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (ImportRecord.Unusable unusable) {
            return Optional.empty();
        }
    }

    private Optional<ImportedPackage> usable(LockedPackage locked, ImportRecord record, RecordFiles at)
            throws IOException {
        if (!store.contains(record.tree())) {
            return Optional.empty();
        }
        ImportedPackage found = imported(locked, record, at);
        return Optional.of(record.analysis().equals(analysisState()) ? found : analysedAgain(found, record, at));
    }

    /// Likewise, the package that was imported from an archive of this digest.
    Optional<ImportedPackage> find(Sha256 archive) throws IOException {
        Optional<ImportRecord> record = read(archive);
        Optional<LockedPackage> locked = record.flatMap(each -> locked(archive, each));
        return record.isEmpty() || locked.isEmpty()
                ? Optional.empty()
                : usable(locked.get(), record.get(), RecordFiles.of(root, archive));
    }

    /// What was imported from an archive of this digest, and from where.
    Optional<LockedPackage> origin(Sha256 archive) throws IOException {
        return read(archive).flatMap(each -> locked(archive, each));
    }

    private static Optional<LockedPackage> locked(Sha256 archive, ImportRecord record) {
        ControlFile control = record.control();
        ImportRecord.Origin origin = record.origin();
        try {
            return Optional.of(new LockedPackage(
                    new PackageId(control.name(), DebianVersion.parse(control.version()), control.architecture()),
                    origin.suite(),
                    control.sourceName(),
                    DebianVersion.parse(control.sourceVersion()),
                    origin.file(),
                    origin.size(),
                    archive));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /// The digests of all packages that have a record.
    List<Sha256> all() throws IOException {
        List<Sha256> digests = new ArrayList<>();
        if (Files.isDirectory(root.packages())) {
            try (var records = Files.newDirectoryStream(root.packages(), "[0-9a-f]*.json")) {
                for (Path record : records) {
                    digests.add(Sha256.parse(new RecordFiles(record).digest()));
                }
            }
        }
        digests.sort(null);
        return digests;
    }

    Optional<ImportRecord> read(Sha256 deb) throws IOException {
        try (BufferedReader in =
                Files.newBufferedReader(RecordFiles.of(root, deb).record())) {
            return Optional.of(ImportRecord.read(in));
        } catch (NoSuchFileException | ImportRecord.Unusable missing) {
            return Optional.empty();
        }
    }

    /// Records packages whose objects and trees have been committed: first what lies beside the records, then the
    /// records.
    List<ImportedPackage> write(List<Finding> findings) throws IOException {
        if (findings.isEmpty()) {
            return List.of();
        }
        files.createDirectories(root.packages());
        Path staging = root.staging()
                .resolve(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        Files.createDirectories(staging);
        try {
            List<Staged> beside = new ArrayList<>();
            List<Staged> records = new ArrayList<>();
            List<ImportedPackage> imported = new ArrayList<>();
            for (Finding finding : findings) {
                RecordFiles at = RecordFiles.of(root, finding.locked().sha256());
                finding.interfaces().readLargeFiles(store);
                beside.add(stage(staging, at.interfaces(), out -> finding.interfaces()
                        .interfaces(finding.locked().name(), finding.tree())
                        .write(out)));
                beside.add(stage(
                        staging,
                        at.control(),
                        out -> out.write(finding.archive().encode())));
                ImportRecord record = record(finding);
                records.add(stage(staging, at.record(), record::write));
                imported.add(imported(finding.locked(), record, at));
            }
            files.publish(beside);
            files.publish(records);
            return imported;
        } finally {
            files.deleteTree(staging);
        }
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private Staged stage(Path staging, Path to, Content content) throws IOException {
        Path from = staging.resolve(to.getFileName().toString());
        try (OutputStream out = new BufferedOutputStream(Channels.newOutputStream(files.stage(from, false)), 1 << 14)) {
            content.write(out);
        }
        return new Staged(from, to);
    }

    private ImportRecord record(Finding finding) throws IOException {
        LockedPackage locked = finding.locked();
        return new ImportRecord(
                new ImportRecord.Origin(locked.suite(), locked.file(), locked.size()),
                finding.tree().id(),
                finding.size(),
                finding.control().control(),
                finding.control().conffiles(false),
                finding.control().conffiles(true),
                analysisState(),
                analyse(locked, finding.control().members(), finding.tree()));
    }

    private Declarations analyse(LockedPackage locked, Map<String, String> members, Tree tree) {
        return analysis.analyse(
                new PackageScripts(locked.name(), locked.id().architecture(), members),
                path -> path.startsWith("/") && tree.contains(path.substring(1)));
    }

    private static String analysisState() throws IOException {
        return MaintainerScriptAnalysis.state();
    }

    /// Another jos made the record: what replaces the scripts is found anew from the control archive that was kept.
    private ImportedPackage analysedAgain(ImportedPackage found, ImportRecord old, RecordFiles at) throws IOException {
        Declarations declarations = analyse(found.locked(), found.controlMembers(), store.tree(found.tree()));
        ImportRecord record = new ImportRecord(
                old.origin(),
                old.tree(),
                old.unpackedSize(),
                old.control(),
                old.conffiles(),
                old.droppedConffiles(),
                analysisState(),
                declarations);
        files.write(at.record(), record::write);
        return imported(found.locked(), record, at);
    }

    private static ImportedPackage imported(LockedPackage locked, ImportRecord record, RecordFiles at) {
        return new ImportedPackage(
                locked,
                record.tree(),
                record.unpackedSize(),
                record.control(),
                record.conffiles(),
                record.droppedConffiles(),
                record.declarations(),
                at.record());
    }
}
