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
import dev.jos.packages.archive.Archive;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.LocalPackages;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.UnsatisfiableException;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.Store;
import dev.jos.store.StoreHold;
import dev.jos.store.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Makes packages by recipes, each once: what was made is found again by its build key.
public final class RecipeBuilds {

    private static final int SHORT_KEY = 16;

    private final JosRoot root;
    private final RecipeInputs inputs;
    private final PackageImporter importer;
    private final LocalPackages local;
    private final Store store;
    private final ToolsView tools;
    private final Downloader downloader;
    private final DurableFiles files;
    private final BuildRecords records;
    private final BuildTraces traces;

    public RecipeBuilds(
            JosRoot root,
            Archive archive,
            PackageImporter importer,
            Store store,
            ToolsView tools,
            Downloader downloader,
            DurableFiles files) {
        this.root = root;
        this.inputs = new RecipeInputs(archive, importer);
        this.importer = importer;
        this.local = new LocalPackages(root, files);
        this.store = store;
        this.tools = tools;
        this.downloader = downloader;
        this.files = files;
        this.records = new BuildRecords(root, files);
        this.traces = new BuildTraces(root, files);
    }

    /// What was made before of the same inputs, if it is still there; builds nothing.
    public Optional<RecipeBuild> find(Recipe recipe, Architecture architecture, Progress progress) throws IOException {
        List<RecipeBuild> needed = new ArrayList<>();
        for (Recipe each : recipe.recipes()) {
            Optional<RecipeBuild> found = find(each, architecture, progress);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            needed.add(found.get());
        }
        return known(prepare(recipe, architecture, needed, progress), needed);
    }

    /// The packages of a recipe, and before them those of all recipes that it needs, built now unless they were
    /// before.
    ///
    /// @param keep whether the directory of a build that fails stays
    /// @throws RecipeFailed if it cannot be built, or is built to other files than the recipe says
    public RecipeBuild build(Recipe recipe, Architecture architecture, boolean keep, Progress progress)
            throws IOException {
        List<RecipeBuild> needed = new ArrayList<>();
        for (Recipe each : recipe.recipes()) {
            needed.add(build(each, architecture, keep, progress));
        }
        PreparedRecipe prepared = prepare(recipe, architecture, needed, progress);
        files.createDirectories(root.building());
        try (InterProcessLock _ = new LockWaits(progress).exclusive(beside(prepared, ".lock"));
                StoreHold _ = store.hold(progress)) {
            Optional<RecipeBuild> known = known(prepared, needed);
            if (known.isPresent()) {
                return known.get();
            }
            Made made = run(prepared, beside(prepared, ".work"), beside(prepared, ".log"), keep, progress);
            Sha256 key = traces.add(prepared.base(), prepared.files(), made.trace(), made.names());
            records.write(key, made.packages());
            return of(key, made.packages(), needed);
        }
    }

    /// Builds once more what was built before, and all that it needs.
    ///
    /// @throws NotReproducible if something else comes out
    public void check(Recipe recipe, Architecture architecture, Progress progress) throws IOException {
        List<RecipeBuild> needed = new ArrayList<>();
        for (Recipe each : recipe.recipes()) {
            check(each, architecture, progress);
            needed.add(build(each, architecture, false, progress));
        }
        RecipeBuild before = build(recipe, architecture, false, progress);
        PreparedRecipe prepared = prepare(recipe, architecture, needed, progress);
        try (InterProcessLock _ = new LockWaits(progress).exclusive(beside(prepared, ".lock"));
                StoreHold _ = store.hold(progress)) {
            List<LockedPackage> again = run(
                            prepared, beside(prepared, ".check"), beside(prepared, ".check.log"), false, progress)
                    .packages();
            if (!again.equals(before.packages())) {
                throw new NotReproducible(recipe.toString(), before.packages(), again);
            }
        }
    }

    private PreparedRecipe prepare(
            Recipe recipe, Architecture architecture, List<RecipeBuild> needed, Progress progress) throws IOException {
        List<LockedPackage> made = new ArrayList<>();
        SortedMap<String, LockedPackage> others = new TreeMap<>();
        needed.forEach(each -> {
            made.addAll(each.packages());
            others.putAll(each.all());
        });
        try {
            RecipeInputs.Seen seen = inputs.find(recipe, architecture, made, others, progress);
            return PreparedRecipe.of(recipe, architecture, seen, store);
        } catch (UnsatisfiableException unsatisfiable) {
            boolean library = unsatisfiable.unknownPackages().keySet().stream()
                    .anyMatch(name -> recipe.libraries().contains(name));
            throw new RecipeFailed(recipe.name(), library ? "needs.libraries" : "needs.tools", unsatisfiable);
        }
    }

    private Optional<RecipeBuild> known(PreparedRecipe prepared, List<RecipeBuild> needed) throws IOException {
        Optional<Sha256> key = traces.find(prepared.base(), prepared.files());
        return key.isEmpty()
                ? Optional.empty()
                : records.findHere(key.get(), importer).map(packages -> of(key.get(), packages, needed));
    }

    private static RecipeBuild of(Sha256 key, List<LockedPackage> packages, List<RecipeBuild> needed) {
        SortedMap<String, LockedPackage> all = new TreeMap<>();
        needed.forEach(each -> all.putAll(each.all()));
        packages.forEach(each -> all.put(each.name(), each));
        return new RecipeBuild(key, packages, all);
    }

    /// What comes out of a build, and what it looked at.
    private record Made(List<LockedPackage> packages, FileTrace trace, SymbolNames names) {}

    private Made run(PreparedRecipe prepared, Path work, Path log, boolean keep, Progress progress) throws IOException {
        files.deleteTree(work);
        String title = prepared.recipe().toString();
        var directory = new BuildDirectory(title, work, log, tools.sandbox(ToolSet.BUBBLEWRAP), keep);
        RecipeRun run = new RecipeRun(prepared, directory, files);
        boolean done = false;
        try {
            run.prepare(store, fetched(prepared.recipe(), progress));
            boolean alone = prepared.seen().made().isEmpty();
            if (!alone) {
                run.traceWith(tools.tracer());
            }
            List<LockedPackage> packages = new ArrayList<>();
            try (Progress.Task _ = progress.start("Building " + title, 0, Progress.Unit.TIME)) {
                for (Path each : run.build()) {
                    packages.add(local.take(each, LockedPackage.BUILT));
                }
            }
            Made made = alone
                    ? new Made(packages, FileTrace.NONE, SymbolNames.NONE)
                    : new Made(
                            packages,
                            run.trace(ofArchive(prepared)),
                            run.names(importer.importAll(packages, progress)));
            done = true;
            return made;
        } finally {
            if (done || !keep) {
                files.deleteTree(work);
            }
        }
    }

    private Predicate<String> ofArchive(PreparedRecipe prepared) throws IOException {
        List<Tree> trees = new ArrayList<>();
        for (ImportedPackage each : prepared.seen().ofArchive()) {
            trees.add(store.tree(each.tree()));
        }
        return path -> trees.stream().anyMatch(tree -> tree.contains(path));
    }

    /// Where the source is, verified if it had to be downloaded.
    private Path fetched(Recipe recipe, Progress progress) throws IOException {
        return switch (recipe.source()) {
            case Recipe.Directory(Path path, Sha256 _) -> path;
            case Recipe.Archive(var url, Sha256 sha256) -> {
                Path path = root.downloads().resolve(sha256.hex());
                if (!Files.exists(path)) {
                    files.createDirectories(root.downloads());
                    download(
                            recipe,
                            new Download(List.of(url), path, Optional.of(sha256), OptionalLong.empty()),
                            progress);
                }
                yield path;
            }
        };
    }

    private void download(Recipe recipe, Download source, Progress progress) throws IOException {
        try {
            downloader.download(List.of(source), progress.labelled("Downloading the source of " + recipe));
        } catch (DownloadFailed failed) {
            boolean other = failed.failures().stream()
                    .flatMap(each -> each.attempts().stream())
                    .anyMatch(each -> each.reason() instanceof DownloadFailed.Reason.WrongDigest);
            throw new RecipeFailed(recipe.name(), other ? "source.sha256" : "source.url", failed);
        }
    }

    private Path beside(PreparedRecipe prepared, String suffix) {
        String key = prepared.base().hex().substring(0, SHORT_KEY);
        return root.building().resolve(prepared.recipe().name() + "-" + key + suffix);
    }
}
