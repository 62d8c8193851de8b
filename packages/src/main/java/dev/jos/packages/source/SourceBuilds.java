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
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.SourceRecord;
import dev.jos.packages.deb.LocalPackages;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.Store;
import dev.jos.store.StoreHold;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Builds source packages of the Debian archive, each once: what was built is found again by its build key.
public final class SourceBuilds {

    private static final int SHORT_KEY = 16;
    static final String WORK = ".work";

    private final JosRoot root;
    private final Archive archive;
    private final PackageImporter importer;
    private final LocalPackages local;
    private final Store store;
    private final ToolsView tools;
    private final Downloader downloader;
    private final DurableFiles files;
    private final BuildRecords records;
    private final SourcePreparation preparation;

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
        this.preparation = new SourcePreparation(archive, importer, store);
    }

    /// Finds the source, and resolves and imports what it needs to be built.
    ///
    /// @param preferred the version to take where `variant` leaves a choice and the archive has it
    /// @param choice what it is built with
    /// @throws UnknownSource if there is no such source package
    /// @throws dev.jos.packages.resolve.UnsatisfiableException if its needs cannot be met
    public PreparedBuild prepare(
            SourceVariant variant,
            Optional<DebianVersion> preferred,
            InputChoice choice,
            Architecture architecture,
            Progress progress)
            throws IOException {
        return preparation.prepare(variant, preferred, choice, architecture, progress);
    }

    /// What was built before of the same inputs, if it is still there.
    public Optional<SourceBuild> find(PreparedBuild build) throws IOException {
        return records.findHere(build.key(), importer)
                .map(packages -> new SourceBuild(build.key(), packages, log(build)));
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
            List<LockedPackage> packages = run(build, beside(build, WORK), log(build), keep, progress);
            records.write(build.key(), packages);
            return new SourceBuild(build.key(), packages, log(build));
        }
    }

    /// What changed in the types of libraries between a source as the archive has it and what was built of it, by
    /// SONAME, in the words of abidiff(1). For that the unchanged source is built too, unless it was before.
    /// Nothing if there is nothing to compare: without debugging information, or when the source is the same.
    ///
    /// @param before the version of the source that the system has
    /// @throws BuildFailed if the unchanged source cannot be built
    public SortedMap<String, List<String>> typeChanges(PreparedBuild build, DebianVersion before, Progress progress)
            throws IOException {
        SourceVariant variant = build.variant();
        boolean same = !variant.isChanged() && build.source().version().equals(before);
        if (same || !variant.hasDebuggingInformation()) {
            return new TreeMap<>();
        }
        List<LockedPackage> old;
        try {
            old = unchanged(build, before, progress);
        } catch (SourceGone gone) {
            // What the changes were made to is there, and the next best to compare with.
            old = unchanged(build, build.source().version(), progress);
        }
        List<LockedPackage> now = build(build, false, progress).packages();
        try (StoreHold _ = store.hold(progress);
                Progress.Task _ = progress.start("Comparing types", 0, Progress.Unit.TIME)) {
            return new TypeCheck(store, tools, files)
                    .changes(
                            importer.importAll(old, progress),
                            importer.importAll(now, progress),
                            beside(build, ".types"));
        }
    }

    private List<LockedPackage> unchanged(PreparedBuild build, DebianVersion version, Progress progress)
            throws IOException {
        PreparedBuild unchanged = prepare(
                build.variant().unchanged(version),
                Optional.empty(),
                InputChoice.USUAL,
                build.architecture(),
                progress);
        return build(unchanged, false, progress).packages();
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
            List<BuildRun.Input> inputs = fetched(build, progress);
            Optional<String> signed = new DscSignature(tools).check(dsc(build));
            run.prepare(inputs, store, files);
            List<Path> debs;
            try (Progress.Task _ = progress.start("Building " + build, 0, Progress.Unit.TIME)) {
                debs = run.build(signed);
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

    private Path dsc(PreparedBuild build) {
        return root.downloads().resolve(build.source().dsc().sha256().hex());
    }

    private void download(PreparedBuild build, List<Download> downloads, Progress progress) throws IOException {
        try {
            downloader.download(downloads, progress.labelled("Downloading the source of " + build));
        } catch (DownloadFailed failed) {
            if (failed.failures().stream().noneMatch(DownloadFailed.Failure::nowhere)) {
                throw failed;
            }
            List<DebianVersion> others = new ArrayList<>(SourcePreparation.versions(build.listed()));
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
        if (!Files.exists(path)) {
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
