package dev.jos.packages.triggers;

import dev.jos.host.DurableFiles;
import dev.jos.host.JosRoot;
import dev.jos.host.Progress;
import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import dev.jos.packages.triggers.GeneratedFiles.Skipped;
import dev.jos.packages.triggers.TriggerHandler.Subject;
import dev.jos.packages.triggers.TriggerJob.Place;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Makes, once per view, what dpkg's triggers would have made on the machine: caches and indices over the files of all
/// packages.
///
/// What is needed follows from the files of the view alone. Each cache is kept by the parts of the view it was made of,
/// so a change elsewhere costs nothing. The same view gives the same files, dated like the newest of their sources.
/// Not made: the index of manual pages (programs do without), and byte code of Python.
public final class ViewTriggers {

    private static final List<TriggerHandler> HANDLERS = List.of(
            KernelHandlers::depmod,
            KernelHandlers::hardware,
            LocaleHandler::locales,
            DesktopHandlers::schemas,
            DesktopHandlers::mime,
            DesktopHandlers::applications,
            DesktopHandlers::icons,
            DesktopHandlers::gioModules,
            DesktopHandlers::imageLoaders,
            DesktopHandlers::inputMethods,
            FontHandler::fonts);

    private static final String LINKER_CACHE = "etc/ld.so.cache";
    private static final String LINKER_CACHE_FORMAT = "jos-ld.so.cache 1\n";

    private final Store store;
    private final ToolsView tools;
    private final JobRunner runner;
    private final TriggerCache cache;

    public ViewTriggers(JosRoot root, Store store, ToolsView tools, DurableFiles files) {
        this.store = store;
        this.tools = tools;
        this.runner = new JobRunner(store, tools, files, root.cache().resolve("work"));
        this.cache = new TriggerCache(root.cache().resolve("triggers"), store, files);
    }

    /// Generates everything that the packages in `view` need. The caller holds the store.
    ///
    /// @param locales names as in `/etc/locale.gen`, such as `de_DE.UTF-8`
    /// @throws TriggerFailure if a tool fails
    public GeneratedFiles run(Tree view, Architecture architecture, SortedSet<String> locales, Progress progress)
            throws IOException {
        Subject subject = new Subject(view, architecture, locales);
        List<TriggerJob> jobs = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (TriggerHandler handler : HANDLERS) {
            for (TriggerJob job : handler.jobs(subject)) {
                if (job.place() instanceof Place.View && !tools.runs(architecture)) {
                    skipped.add(new Skipped(
                            job.name(), "it loads libraries for " + architecture + ", which this machine cannot run"));
                } else {
                    jobs.add(job);
                }
            }
        }
        TreeBuilder generated = Tree.builder();
        for (Tree made : runAll(view, architecture, jobs, progress)) {
            generated.addAll(made);
        }
        return new GeneratedFiles(generated.build(), skipped);
    }

    private List<Tree> runAll(Tree view, Architecture architecture, List<TriggerJob> jobs, Progress progress)
            throws IOException {
        List<Tree> made = new ArrayList<>();
        try (Progress.Task task = progress.start("Generating caches", jobs.size() + 1L, Progress.Unit.ITEMS);
                ExecutorService executor =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Tree>> running = new ArrayList<>();
            running.add(executor.submit(() -> finished(linkerCache(view, architecture), task)));
            for (TriggerJob job : jobs) {
                running.add(executor.submit(() -> finished(generate(job), task)));
            }
            for (Future<Tree> each : running) {
                made.add(result(each));
            }
        }
        return made;
    }

    private static Tree finished(Tree made, Progress.Task task) {
        task.advance(1);
        return made;
    }

    private Tree generate(TriggerJob job) throws IOException {
        Sha256 programs =
                switch (job.place()) {
                    case Place.Tools(ToolSet set) -> tools.identity(set);
                    // Its programs are among what it reads.
                    case Place.View() -> job.reads().id().digest();
                };
        Sha256 key = job.key(programs);
        Optional<Tree> known = cache.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        Tree made = runner.run(job);
        cache.put(key, made);
        return made;
    }

    private Tree linkerCache(Tree view, Architecture architecture) throws IOException {
        Libraries libraries = new Libraries(view, store, architecture);
        Tree inputs = libraries.inputs();
        String text =
                LINKER_CACHE_FORMAT + architecture + '\n' + inputs.id().digest().hex();
        Sha256 key = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        Optional<Tree> known = cache.find(key);
        if (known.isPresent()) {
            return known.get();
        }
        try (OutputCollector collector = new OutputCollector(store, 0)) {
            collector.add(LINKER_CACHE, libraries.cache());
            Tree made = collector.finish();
            cache.put(key, made);
            return made;
        }
    }

    private static Tree result(Future<Tree> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case TriggerFailure failure -> throw failure;
                case IOException failure -> throw failure;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
