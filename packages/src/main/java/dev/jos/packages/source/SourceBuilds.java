package dev.jos.packages.source;

import dev.jos.host.Download;
import dev.jos.host.DownloadFailed;
import dev.jos.host.Downloader;
import dev.jos.host.DurableFiles;
import dev.jos.host.InterProcessLock;
import dev.jos.host.JosRoot;
import dev.jos.host.LockWaits;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.Relation;
import dev.jos.packages.RelationSyntaxException;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.SourceRecord;
import dev.jos.packages.archive.Suite;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.LocalPackages;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.Request;
import dev.jos.packages.resolve.Resolver;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.Store;
import dev.jos.store.StoreHold;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/// Builds source packages of the Debian archive, each once: what was built is found again by its build key.
public final class SourceBuilds {

    /// What Debian's builders have beside what a source asks for.
    private static final List<String> ALWAYS = List.of("build-essential", "fakeroot");

    private static final int SHORT_KEY = 16;

    private final JosRoot root;
    private final Archive archive;
    private final PackageImporter importer;
    private final LocalPackages local;
    private final Store store;
    private final ToolsView tools;
    private final Downloader downloader;
    private final DurableFiles files;
    private final BuildRecords records;

    public SourceBuilds(
            JosRoot root,
            Archive archive,
            PackageImporter importer,
            Store store,
            ToolsView tools,
            Downloader downloader,
            DurableFiles files) {
        this.root = root;
        this.archive = archive;
        this.importer = importer;
        this.local = new LocalPackages(root, files);
        this.store = store;
        this.tools = tools;
        this.downloader = downloader;
        this.files = files;
        this.records = new BuildRecords(root, files);
    }

    /// Finds the source, and resolves and imports what it needs to be built.
    ///
    /// @throws UnknownSource if there is no such source package
    /// @throws dev.jos.packages.resolve.UnsatisfiableException if its needs cannot be met
    /// @param preferred the version to take where `variant` leaves a choice and the archive has it
    public PreparedBuild prepare(
            SourceVariant variant, Optional<DebianVersion> preferred, Architecture architecture, Progress progress)
            throws IOException {
        Archive origin = variant.suite().isEmpty() ? archive : archive.ofSuites(List.of(Suite.named(variant.suite())));
        List<SourceRecord> listed = origin.sources(architecture, progress).find(variant.source(), progress);
        SourceRecord source = choose(variant, preferred, listed);
        List<LockedPackage> inputs = new Resolver(archive.indexOrRefresh(architecture, progress))
                .resolve(request(variant, source, architecture), List.of())
                .packages();
        List<ImportedPackage> imported = importer.importAll(inputs, progress);
        DevelopmentLinks links = variant.stubs() ? DevelopmentLinks.of(imported, store) : DevelopmentLinks.AS_THEY_ARE;
        Sha256 key = BuildKey.of(variant, source, architecture, imported, links, store);
        return new PreparedBuild(variant, source, listed, architecture, imported, links, key);
    }

    private static SourceRecord choose(
            SourceVariant variant, Optional<DebianVersion> preferred, List<SourceRecord> listed) throws UnknownSource {
        boolean free = variant.version().isEmpty() && variant.suite().isEmpty();
        Optional<SourceRecord> usual = listed.stream()
                .filter(each -> free && preferred.stream().anyMatch(each.version()::equals))
                .findFirst();
        return usual.or(() -> listed.stream()
                        .filter(each -> variant.version().stream()
                                .allMatch(wanted -> wanted.equals(each.version().text())))
                        .findFirst())
                .orElseThrow(() -> new UnknownSource(variant, versions(listed), List.of()));
    }

    private static List<DebianVersion> versions(List<SourceRecord> listed) {
        return listed.stream().map(SourceRecord::version).distinct().toList();
    }

    private static Request request(SourceVariant variant, SourceRecord source, Architecture architecture)
            throws IOException {
        BuildRelations relations = new BuildRelations(architecture, variant.profiles());
        List<String> fields = new ArrayList<>(List.of("Build-Depends", "Build-Depends-Arch"));
        if (variant.buildsAll()) {
            fields.add("Build-Depends-Indep");
        }
        List<Relation> needs = new ArrayList<>();
        for (String field : fields) {
            needs.addAll(relations(relations, source, field));
        }
        var avoided = new TreeSet<String>();
        for (String field : List.of("Build-Conflicts", "Build-Conflicts-Arch")) {
            for (Relation each : relations(relations, source, field)) {
                each.alternatives().stream()
                        .filter(reference -> reference.constraint().isEmpty())
                        .forEach(reference -> avoided.add(reference.name()));
            }
        }
        return Request.of(architecture, ALWAYS).withNeeds(needs).withExcluded(avoided);
    }

    private static List<Relation> relations(BuildRelations relations, SourceRecord source, String field)
            throws IOException {
        try {
            return relations.parse(source.field(field).orElse(""));
        } catch (RelationSyntaxException malformed) {
            throw new IOException(
                    "`%s` of the source package `%s`: %s".formatted(field, source.name(), malformed.getMessage()),
                    malformed);
        }
    }

    /// What was built before of the same inputs, if it is still there.
    public Optional<SourceBuild> find(PreparedBuild build) throws IOException {
        Optional<List<LockedPackage>> packages = records.find(build.key());
        if (packages.isEmpty()) {
            return Optional.empty();
        }
        for (LockedPackage each : packages.get()) {
            if (!importer.isHere(each)) {
                return Optional.empty();
            }
        }
        return Optional.of(new SourceBuild(build.key(), packages.get(), log(build)));
    }

    /// The packages of a source, built now unless they were before.
    ///
    /// @param keep whether the directory of a build that fails stays
    /// @throws BuildFailed if it cannot be built
    public SourceBuild build(PreparedBuild build, boolean keep, Progress progress) throws IOException {
        files.createDirectories(root.building());
        try (InterProcessLock _ = new LockWaits(progress).exclusive(beside(build, ".lock"));
                StoreHold _ = store.hold(progress)) {
            Optional<SourceBuild> known = find(build);
            if (known.isPresent()) {
                return known.get();
            }
            List<LockedPackage> packages = run(build, beside(build, ".work"), log(build), keep, progress);
            records.write(build.key(), packages);
            return new SourceBuild(build.key(), packages, log(build));
        }
    }

    /// Builds once more what was built before.
    ///
    /// @throws NotReproducible if something else comes out
    public void check(PreparedBuild build, Progress progress) throws IOException {
        SourceBuild known = build(build, false, progress);
        try (InterProcessLock _ = new LockWaits(progress).exclusive(beside(build, ".lock"));
                StoreHold _ = store.hold(progress)) {
            List<LockedPackage> again =
                    run(build, beside(build, ".check"), beside(build, ".check.log"), false, progress);
            if (!again.equals(known.packages())) {
                throw new NotReproducible(build.toString(), known.packages(), again);
            }
        }
    }

    private List<LockedPackage> run(PreparedBuild build, Path work, Path log, boolean keep, Progress progress)
            throws IOException {
        files.deleteTree(work);
        Sandbox sandbox = tools.sandbox(ToolSet.BUBBLEWRAP);
        BuildRun run = new BuildRun(build, new BuildDirectory(build.toString(), work, log, sandbox, keep));
        boolean done = false;
        try {
            run.prepare(fetched(build, progress), store, files);
            List<Path> debs;
            try (Progress.Task _ = progress.start("Building " + build, 0, Progress.Unit.TIME)) {
                debs = run.build();
            }
            List<LockedPackage> packages = new ArrayList<>();
            for (Path deb : debs) {
                packages.add(local.take(deb, LockedPackage.BUILT));
            }
            done = true;
            return packages;
        } finally {
            if (done || !keep) {
                files.deleteTree(work);
            }
        }
    }

    /// The source's files, verified, in the order of its record; then the other upstream source, if there is one.
    private List<BuildRun.Input> fetched(PreparedBuild build, Progress progress) throws IOException {
        List<BuildRun.Input> inputs = new ArrayList<>();
        List<Download> downloads = new ArrayList<>();
        for (SourceRecord.File file : build.source().files()) {
            Path path = root.downloads().resolve(file.sha256().hex());
            inputs.add(new BuildRun.Input(file.name(), path));
            add(locations(build, file), path, file.sha256(), OptionalLong.of(file.size()), downloads);
        }
        build.variant().upstream().ifPresent(upstream -> {
            Path path = root.downloads().resolve(upstream.sha256().hex());
            inputs.add(new BuildRun.Input(BuildRun.UPSTREAM, path));
            add(List.of(upstream.url()), path, upstream.sha256(), OptionalLong.empty(), downloads);
        });
        files.createDirectories(root.downloads());
        if (!downloads.isEmpty()) {
            download(build, downloads, progress);
        }
        return inputs;
    }

    private void download(PreparedBuild build, List<Download> downloads, Progress progress) throws IOException {
        try {
            downloader.download(downloads, progress.labelled("Downloading the source of " + build));
        } catch (DownloadFailed failed) {
            if (failed.failures().stream().noneMatch(DownloadFailed.Failure::nowhere)) {
                throw failed;
            }
            List<DebianVersion> others = new ArrayList<>(versions(build.listed()));
            others.remove(build.source().version());
            throw new SourceGone(build.source().toString(), others, failed);
        }
    }

    /// Several suites may list the same file, and only one mirror have it.
    private List<URI> locations(PreparedBuild build, SourceRecord.File file) {
        return build.listed().stream()
                .filter(each -> each.files().contains(file))
                .flatMap(each -> archive.locations(each, file).stream())
                .distinct()
                .toList();
    }

    private static void add(
            List<URI> locations, Path path, Sha256 sha256, OptionalLong size, List<Download> downloads) {
        if (!java.nio.file.Files.exists(path)) {
            downloads.add(new Download(locations, path, Optional.of(sha256), size));
        }
    }

    private Path log(PreparedBuild build) {
        return beside(build, ".log");
    }

    private Path beside(PreparedBuild build, String suffix) {
        String name = build.source().name() + "-" + build.key().hex().substring(0, SHORT_KEY) + suffix;
        return root.building().resolve(name);
    }
}
