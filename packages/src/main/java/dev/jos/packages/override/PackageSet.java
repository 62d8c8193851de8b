package dev.jos.packages.override;

import dev.jos.packages.Architecture;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The imported packages of a system by name, with what they say about each other.
final class PackageSet {

    private final SortedMap<String, ImportedPackage> packages = new TreeMap<>();
    private final SortedMap<String, RelatedPackage> related = new TreeMap<>();
    /// Found once, by the names that need no package: a set never changes.
    private final Map<Set<String>, Set<BrokenRelation>> broken = new HashMap<>();

    static PackageSet of(Collection<ImportedPackage> packages) throws IOException {
        return new PackageSet().with(packages);
    }

    /// The same set with others in the place of those of their names, or in addition.
    PackageSet with(Collection<ImportedPackage> others) throws IOException {
        var set = new PackageSet();
        set.packages.putAll(packages);
        set.related.putAll(related);
        for (ImportedPackage each : others) {
            set.packages.put(each.name(), each);
            set.related.put(each.name(), RelatedPackage.of(each.control()));
        }
        return set;
    }

    Set<String> names() {
        return packages.keySet();
    }

    Optional<ImportedPackage> find(String name) {
        return Optional.ofNullable(packages.get(name));
    }

    Optional<LockedPackage> locked(String name) {
        return find(name).map(ImportedPackage::locked);
    }

    /// The name of a package's source; empty if there is no such package.
    Optional<String> source(String name) {
        return Optional.ofNullable(related.get(name)).map(RelatedPackage::source);
    }

    /// The packages of a source that building it makes: those for every architecture stay.
    List<LockedPackage> ofSource(String source) {
        return packages.values().stream()
                .map(ImportedPackage::locked)
                .filter(each -> each.source().equals(source)
                        && !each.id().architecture().equals(Architecture.ALL))
                .toList();
    }

    /// Whether both are there and come from one source.
    boolean areOfOneSource(String one, String other) {
        return source(one).isPresent() && source(one).equals(source(other));
    }

    /// All of them, by name.
    Collection<ImportedPackage> all() {
        return packages.values();
    }

    /// The packages of these names, which are there, and everything that they depend on at any distance.
    PackageSet neededBy(Collection<String> names) throws IOException {
        SortedMap<String, ImportedPackage> found = new TreeMap<>();
        for (String each : reachable(names, providers())) {
            found.put(each, find(each).orElseThrow());
        }
        return of(found.values());
    }

    /// The packages that depend on all of `others` at some distance, or are among them.
    Set<String> dependingOn(Collection<String> others) {
        Map<String, Set<String>> providers = providers();
        Set<String> found = new TreeSet<>();
        for (String each : names()) {
            if (reachable(Set.of(each), providers).containsAll(others)) {
                found.add(each);
            }
        }
        return found;
    }

    /// Who stands for a name.
    private Map<String, Set<String>> providers() {
        Map<String, Set<String>> providers = new HashMap<>();
        for (RelatedPackage each : related.values()) {
            each.provided().forEach(reference -> providers
                    .computeIfAbsent(reference.name(), _ -> new TreeSet<>())
                    .add(each.name()));
        }
        return providers;
    }

    private Set<String> reachable(Collection<String> names, Map<String, Set<String>> providers) {
        Set<String> found = new TreeSet<>();
        Deque<String> ahead = new ArrayDeque<>(names);
        while (!ahead.isEmpty()) {
            String next = ahead.remove();
            @Nullable RelatedPackage owner = related.get(next);
            if (owner != null && found.add(next)) {
                ahead.addAll(owner.needs());
            }
            if (owner == null) {
                ahead.addAll(providers.getOrDefault(next, Set.of()));
            }
        }
        return found;
    }

    /// The relations that do not hold.
    Set<BrokenRelation> broken(Set<String> provided) {
        return broken.computeIfAbsent(Set.copyOf(provided), each -> new RelationCheck(related.values(), each).broken());
    }
}
