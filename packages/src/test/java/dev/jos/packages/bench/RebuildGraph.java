package dev.jos.packages.bench;

import dev.jos.host.Progress;
import dev.jos.packages.PackageReference;
import dev.jos.packages.Relation;
import dev.jos.packages.RelationSyntaxException;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.archive.PackageTable;
import dev.jos.packages.archive.RelationKind;
import dev.jos.packages.archive.SourceRecord;
import dev.jos.packages.source.BuildRelations;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who needs whom in an archive, to run and to be built.
///
/// A package needs everything that its `Pre-Depends` and `Depends` name, all alternatives included; a source what its
/// `Build-Depends` name, and `build-essential`. A name that no package has stands for those that provide it.
final class RebuildGraph {

    private final PackageIndex index;
    private final Map<String, IndexedPackage> packages = new HashMap<>();
    private final Map<String, Set<String>> dependents = new HashMap<>();
    private final Map<String, Set<String>> buildDependents = new HashMap<>();
    private final Map<String, Set<String>> built = new HashMap<>();
    private final Set<String> sources = new HashSet<>();

    private RebuildGraph(PackageIndex index) {
        this.index = index;
    }

    /// The graph of the newest packages of an archive that has been refreshed.
    static RebuildGraph of(Archive archive, PackageIndex index, Progress progress) throws IOException {
        RebuildGraph graph = new RebuildGraph(index);
        PackageTable table = index.table();
        for (int name = 0; name < table.names(); name++) {
            if (table.packageCount(name) > 0) {
                graph.add(index.indexed(table.firstPackage(name)));
            }
        }
        BuildRelations relations = new BuildRelations(index.architecture(), Set.of());
        archive.sources(index.architecture(), progress).forEach(each -> graph.add(each, relations), progress);
        return graph;
    }

    private void add(IndexedPackage each) {
        packages.put(each.name(), each);
        built.computeIfAbsent(each.locked().source(), _ -> new HashSet<>()).add(each.name());
        for (RelationKind kind : List.of(RelationKind.PRE_DEPENDS, RelationKind.DEPENDS)) {
            each.relations(kind).forEach(relation -> add(relation, each.name(), dependents));
        }
    }

    private void add(SourceRecord source, BuildRelations relations) {
        sources.add(source.name());
        buildDependents.computeIfAbsent("build-essential", _ -> new HashSet<>()).add(source.name());
        for (String field : List.of("Build-Depends", "Build-Depends-Arch", "Build-Depends-Indep")) {
            try {
                relations
                        .parse(source.field(field).orElse(""))
                        .forEach(relation -> add(relation, source.name(), buildDependents));
            } catch (RelationSyntaxException malformed) {
                throw new IllegalStateException("`%s` of %s".formatted(field, source), malformed);
            }
        }
    }

    private void add(Relation relation, String needing, Map<String, Set<String>> to) {
        for (PackageReference each : relation.alternatives()) {
            List<String> meant = new ArrayList<>();
            if (index.newest(each.name()).isPresent()) {
                meant.add(each.name());
            } else {
                index.providers(each.name()).forEach(provider -> meant.add(provider.name()));
            }
            meant.forEach(name -> to.computeIfAbsent(name, _ -> new HashSet<>()).add(needing));
        }
    }

    Map<String, IndexedPackage> packages() {
        return packages;
    }

    int sources() {
        return sources.size();
    }

    /// The packages that name it themselves.
    Set<String> direct(String name) {
        return dependents.getOrDefault(name, Set.of());
    }

    /// The packages that need it, directly or through others.
    Set<String> transitive(String name) {
        Set<String> found = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(List.of(name));
        while (!ahead.isEmpty()) {
            for (String each : direct(ahead.remove())) {
                if (found.add(each)) {
                    ahead.add(each);
                }
            }
        }
        found.remove(name);
        return found;
    }

    /// The sources that are built anew after a change of the package, if what is built is named by all that went in:
    /// everything that was there while it was built, and all that that was built with.
    Set<String> rebuilt(IndexedPackage library) {
        Set<String> found = new HashSet<>();
        Set<String> changed = new HashSet<>(Set.of(library.name()));
        Deque<String> ahead = new ArrayDeque<>(changed);
        while (!ahead.isEmpty()) {
            String each = ahead.remove();
            Set<String> next = new HashSet<>(direct(each));
            for (String source : buildDependents.getOrDefault(each, Set.of())) {
                if (found.add(source)) {
                    next.addAll(built.getOrDefault(source, Set.of()));
                }
            }
            next.stream().filter(changed::add).forEach(ahead::add);
        }
        found.remove(library.locked().source());
        return found;
    }
}
