package dev.jos.packages.triggers;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.DurableFiles;
import dev.jos.host.ProcessResult;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.Sandbox;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.Directory;
import dev.jos.store.Entry;
import dev.jos.store.HardlinkCheckout;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Symlink;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// Carries out one job: checks out what it reads, runs its commands in a sandbox, and takes its outputs into the
/// store.
///
/// Whatever a command may write to is a directory or a copy made for it, never a file of the store.
final class JobRunner {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    /// What generators write as the current time: that of the newest input; see reproducible-builds.org.
    private static final String EPOCH = "SOURCE_DATE_EPOCH";
    /// update-mime-database(1) would flush each of its files; the store does that once.
    private static final String NO_FLUSH = "PKGSYSTEM_ENABLE_FSYNC";

    private final Store store;
    private final ToolsView tools;
    private final DurableFiles files;
    private final Path scratch;

    /// @param scratch a directory on the store's file system
    JobRunner(Store store, ToolsView tools, DurableFiles files, Path scratch) {
        this.store = store;
        this.tools = tools;
        this.files = files;
        this.scratch = scratch;
    }

    /// Returns the outputs, at their places in the view, once they are in the store.
    Tree run(TriggerJob job) throws IOException {
        Files.createDirectories(scratch);
        Path work = Files.createTempDirectory(scratch, "trigger-");
        try {
            Path view = work.resolve("view");
            Path out = Files.createDirectory(work.resolve("out"));
            prepare(job, view, out);
            execute(job, view, out);
            return collect(job, out);
        } finally {
            files.deleteTree(work);
        }
    }

    private void prepare(TriggerJob job, Path view, Path out) throws IOException {
        TreeBuilder seen = job.reads().toBuilder();
        for (String directory : job.writes()) {
            if (!job.reads().contains(directory)) {
                seen.putAll(directory, Tree.EMPTY);
            }
        }
        HardlinkCheckout.write(seen.build(), store, view);
        Files.createDirectories(out.resolve("usr/lib"));
        for (String merged : List.of("bin", "lib", "lib64", "sbin")) {
            Files.createSymbolicLink(view.resolve(merged), Path.of("usr", merged));
            Files.createSymbolicLink(out.resolve(merged), Path.of("usr", merged));
        }
        for (String directory : job.writes()) {
            Files.createDirectories(out.resolve(directory));
        }
        for (Entry entry : job.copies().entries()) {
            Path copy = out.resolve(entry.path());
            switch (entry.node()) {
                case Directory _ -> Files.createDirectories(copy);
                case Symlink link -> Files.createSymbolicLink(copy, Path.of(link.target()));
                case RegularFile file -> copy(file, copy);
            }
        }
    }

    private void copy(RegularFile file, Path copy) throws IOException {
        try (InputStream in = store.open(file.content())) {
            Files.copy(in, copy);
        }
        if (file.attributes().executable()) {
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void execute(TriggerJob job, Path view, Path out) throws IOException {
        Sandbox sandbox =
                switch (job.place()) {
                    case TriggerJob.Place.Tools(ToolSet set) -> tools.sandbox(set);
                    case TriggerJob.Place.View() ->
                        tools.sandbox(ToolSet.BUBBLEWRAP).around(view);
                };
        Confinement confinement = confinement(job, view, out);
        for (List<String> command : job.commands()) {
            try {
                ProcessResult result = sandbox.run(
                        Command.of(command)
                                .env(EPOCH, Long.toString(newestTime(job)))
                                .env(NO_FLUSH, "0")
                                .timeout(LIMIT),
                        confinement);
                // depmod succeeds though it could not read a single module.
                if (result.errorTail().contains("ERROR:")) {
                    throw new TriggerFailure(
                            job.name(), "failed: " + result.errorTail().strip());
                }
            } catch (CommandFailed e) {
                throw new TriggerFailure(
                        job.name(), "failed: " + e.result().errorTail().strip(), e);
            } catch (CommandTimedOut e) {
                throw new TriggerFailure(job.name(), "took longer than " + LIMIT.toMinutes() + " minutes", e);
            }
        }
    }

    private static Confinement confinement(TriggerJob job, Path view, Path out) {
        String root =
                switch (job.place()) {
                    case TriggerJob.Place.Tools _ -> "/view/";
                    case TriggerJob.Place.View _ -> "/";
                };
        Confinement seen = Confinement.NONE.writing(out, "/out");
        if (job.place() instanceof TriggerJob.Place.Tools) {
            seen = seen.reading(view, "/view");
        }
        for (String directory : job.writes()) {
            seen = seen.writing(out.resolve(directory), root + directory);
            for (Entry below : job.reads().children(directory)) {
                if (!job.copies().contains(below.path())) {
                    seen = seen.reading(view.resolve(below.path()), root + below.path());
                }
            }
        }
        return seen;
    }

    private Tree collect(TriggerJob job, Path out) throws IOException {
        try (OutputCollector collector = new OutputCollector(store, newestTime(job))) {
            for (String output : job.outputs()) {
                if (!collector.addFrom(out, output)) {
                    throw new TriggerFailure(job.name(), "left no `" + output + "` behind");
                }
            }
            return collector.finish();
        }
    }

    private static long newestTime(TriggerJob job) {
        return Math.max(newestTime(job.reads()), newestTime(job.copies()));
    }

    private static long newestTime(Tree tree) {
        return tree.entries().stream()
                .mapToLong(entry -> entry.node().attributes().mtime())
                .max()
                .orElse(0);
    }
}
