package dev.jos.packages.source;

import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.DurableFiles;
import dev.jos.host.ProcessResult;
import dev.jos.interfaces.ElfObject;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.tools.Confinement;
import dev.jos.packages.tools.ToolSet;
import dev.jos.packages.tools.ToolsView;
import dev.jos.store.HardlinkCheckout;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Compares what symbols cannot show, the types behind them, with abidiff(1) of libabigail: layouts of structures,
/// parameters of functions, values of enumerations. Both sides must have been built with debugging information. Types
/// that no public header declares are left out of it, and so is what was added.
final class TypeCheck {

    /// Bits of the status of abidiff(1).
    private static final int FAILED = 1;

    private static final int CHANGED = 4;

    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final int MOST_LINES = 24;

    private final Store store;
    private final ToolsView tools;
    private final DurableFiles files;

    TypeCheck(Store store, ToolsView tools, DurableFiles files) {
        this.store = store;
        this.tools = tools;
        this.files = files;
    }

    /// What changed between two builds of a source, in the words of abidiff(1), by SONAME; empty if nothing that
    /// consumers could tell.
    ///
    /// @param work a directory to work in, which is removed
    SortedMap<String, List<String>> changes(
            Collection<ImportedPackage> before, Collection<ImportedPackage> after, Path work) throws IOException {
        SortedMap<String, List<String>> changes = new TreeMap<>();
        Map<String, String> old = libraries(before);
        files.deleteTree(work);
        try {
            files.createDirectories(work);
            HardlinkCheckout.write(tree(before), store, work.resolve("before"));
            HardlinkCheckout.write(tree(after), store, work.resolve("after"));
            for (Map.Entry<String, String> each : libraries(after).entrySet()) {
                String was = old.get(each.getKey());
                if (was != null) {
                    List<String> lines = compare(was, each.getValue(), work);
                    if (!lines.isEmpty()) {
                        changes.put(each.getKey(), lines);
                    }
                }
            }
        } finally {
            files.deleteTree(work);
        }
        return changes;
    }

    private List<String> compare(String before, String after, Path work) throws IOException {
        Command abidiff = Command.of(
                        "abidiff",
                        "--no-added-syms",
                        "--headers-dir1",
                        "/work/before/usr/include",
                        "--headers-dir2",
                        "/work/after/usr/include",
                        "/work/before/" + before,
                        "/work/after/" + after)
                .timeout(LIMIT);
        try {
            tools.sandbox(ToolSet.ABI).run(abidiff, Confinement.NONE.reading(work, "/work"));
            return List.of();
        } catch (CommandFailed failed) {
            ProcessResult result = failed.result();
            boolean verdict = (result.status() & CHANGED) != 0 && (result.status() & FAILED) == 0;
            if (!verdict) {
                throw failed;
            }
            return shortened(
                    result.text().lines().filter(line -> !line.isBlank()).toList());
        }
    }

    private static List<String> shortened(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> some = new ArrayList<>(lines.subList(0, MOST_LINES));
        some.add("and " + (lines.size() - MOST_LINES) + " more lines");
        return some;
    }

    /// The paths of libraries, by SONAME.
    private static Map<String, String> libraries(Collection<ImportedPackage> packages) throws IOException {
        Map<String, String> libraries = new TreeMap<>();
        for (ImportedPackage each : packages) {
            for (ElfObject object : each.interfaces().objects()) {
                if (!object.soname().isEmpty() && !object.exports().isEmpty()) {
                    libraries.put(object.soname(), object.paths().getFirst());
                }
            }
        }
        return libraries;
    }

    private Tree tree(Collection<ImportedPackage> packages) throws IOException {
        TreeBuilder all = Tree.builder();
        for (ImportedPackage each : packages) {
            all.addAll(store.tree(each.tree()));
        }
        return all.build();
    }
}
