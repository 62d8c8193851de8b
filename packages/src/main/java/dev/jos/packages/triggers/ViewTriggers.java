package dev.jos.packages.triggers;

import dev.jos.host.Background;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

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
            KeyboardHandler::layout,
            DesktopHandlers::schemas,
            DesktopHandlers::mime,
            DesktopHandlers::applications,
            DesktopHandlers::icons,
            DesktopHandlers::gioModules,
            DesktopHandlers::imageLoaders,
            DesktopHandlers::inputMethods,
            FontHandler::fonts);

    /// Those whose inputs packages ship as they are found in every view of them.
    private static final List<TriggerHandler> SHIPPED_INPUTS =
            List.of(KernelHandlers::depmod, KernelHandlers::hardware);

    private static final String LINKER_CACHE = "etc/ld.so.cache";
    private static final String LINKER_CACHE_FORMAT = "jos-ld.so.cache 1\n";

    private final Store store;
    private final ToolsView tools;
    private final JobRunner runner;
    private final TriggerCache cache;
    /// The jobs that were begun, each once.
    private final Map<Sha256, FutureTask<Tree>> begun = new ConcurrentHashMap<>();

    public ViewTriggers(JosRoot root, Store store, ToolsView tools, DurableFiles files) {
        this.store = store;
        this.tools = tools;
        this.runner = new JobRunner(store, tools, files, root.cache().resolve("work"));
        this.cache = new TriggerCache(root.cache().resolve("triggers"), store, files);
    }

    /// Whether the package of this name likely ships what [#begin] reads. Whoever guesses wrong only loses time.
    public static boolean isEarly(String packageName) {
        return KernelHandlers.PACKAGES.contains(packageName) || packageName.startsWith(KernelHandlers.KERNELS);
    }

    /// Begins with what takes longest and follows from the files of packages alone, before they are composed. [#run]
    /// takes it up if it is what the view needs.
    ///
    /// @param packages the files of all packages as they ship them, or of as many as are there
    public void begin(Tree packages, Architecture architecture, Background background) throws IOException {
        Subject subject = new Subject(packages, architecture, ViewChoices.NONE, store);
        for (TriggerHandler handler : SHIPPED_INPUTS) {
            handler.jobs(subject).forEach(job -> background.start(() -> generate(job)));
        }
    }

    /// Generates everything that the packages in `view` need. The caller holds the store.
    ///
    /// @throws TriggerFailure if a tool fails
    public GeneratedFiles run(Tree view, Architecture architecture, ViewChoices choices, Progress progress)
            throws IOException {
        Subject subject = new Subject(view, architecture, choices, store);
        List<TriggerJob> jobs = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (List<TriggerJob> found : allJobs(subject)) {
            for (TriggerJob job : found) {
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

    /// Handler by handler. Some look at every icon, or at the libraries of a program.
    private static List<List<TriggerJob>> allJobs(Subject subject) throws IOException {
        List<Background.Result<List<TriggerJob>>> looking = new ArrayList<>();
        try (Background background = Background.onAllProcessors()) {
            HANDLERS.forEach(handler -> looking.add(background.start(() -> handler.jobs(subject))));
        }
        List<List<TriggerJob>> jobs = new ArrayList<>();
        for (Background.Result<List<TriggerJob>> each : looking) {
            jobs.add(each.get());
        }
        return jobs;
    }

    private List<Tree> runAll(Tree view, Architecture architecture, List<TriggerJob> jobs, Progress progress)
            throws IOException {
        List<Tree> made = new ArrayList<>();
        try (Progress.Task task = progress.start("Generating caches", jobs.size() + 1L, Progress.Unit.ITEMS);
                Background background = Background.onAllProcessors()) {
            List<Background.Result<Tree>> running = new ArrayList<>();
            running.add(background.start(() -> finished(linkerCache(view, architecture), task)));
            for (TriggerJob job : jobs) {
                running.add(background.start(() -> finished(generate(job), task)));
            }
            for (Background.Result<Tree> each : running) {
                made.add(each.get());
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
        FutureTask<Tree> task = new FutureTask<>(() -> generate(job, key));
        FutureTask<Tree> first = begun.putIfAbsent(key, task);
        if (first == null) {
            task.run();
        }
        return new Background.Result<>(first == null ? task : first).get();
    }

    private Tree generate(TriggerJob job, Sha256 key) throws IOException {
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
}
