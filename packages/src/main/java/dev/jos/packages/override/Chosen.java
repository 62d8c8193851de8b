package dev.jos.packages.override;

import dev.jos.packages.lock.LockedPackage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The replacements decided on so far, by name.
final class Chosen {

    private final SortedMap<String, Replacement> replacements = new TreeMap<>();
    private final SortedSet<LockedPackage> toBuild = new TreeSet<>();
    private final SortedSet<LockedPackage> toRebuild = new TreeSet<>();
    /// Everything that was built here, also what the system does not have.
    private final SortedMap<String, LockedPackage> built = new TreeMap<>();

    void add(Replacement replacement) {
        replacements.put(replacement.name(), replacement);
    }

    /// Takes note of a package of the system that is to be built here.
    void addToBuild(LockedPackage stock) {
        toBuild.add(stock);
    }

    List<LockedPackage> toBuild() {
        return List.copyOf(toBuild);
    }

    /// Takes note of a package of the system that is to be built again with the replacements.
    void addToRebuild(LockedPackage stock) {
        toRebuild.add(stock);
    }

    List<LockedPackage> toRebuild() {
        return List.copyOf(toRebuild);
    }

    boolean isToRebuild(String name) {
        return toRebuild.stream().anyMatch(each -> each.name().equals(name));
    }

    /// Takes note of what was built here of one source.
    void addBuilt(Collection<LockedPackage> packages) {
        packages.forEach(each -> built.put(each.name(), each));
    }

    Optional<LockedPackage> built(String name) {
        return Optional.ofNullable(built.get(name));
    }

    /// The sources whose packages are replaced.
    Set<String> sources() {
        Set<String> sources = new TreeSet<>();
        replacements.values().forEach(each -> sources.add(each.now().source()));
        toBuild.forEach(each -> sources.add(each.source()));
        toRebuild.forEach(each -> sources.add(each.source()));
        return sources;
    }

    /// These, and others beside them.
    Chosen with(Iterable<Replacement> more) {
        Chosen all = new Chosen();
        replacements.values().forEach(all::add);
        all.toBuild.addAll(toBuild);
        all.toRebuild.addAll(toRebuild);
        all.built.putAll(built);
        more.forEach(all::add);
        return all;
    }

    boolean contains(String name) {
        return replacements.containsKey(name);
    }

    List<Replacement> all() {
        return List.copyOf(replacements.values());
    }

    List<LockedPackage> packages() {
        return replacements.values().stream().map(Replacement::now).toList();
    }

    /// The replacement of this name, which is one of them.
    LockedPackage locked(String name) {
        Replacement found = replacements.get(name);
        if (found == null) {
            throw new IllegalArgumentException("`%s` is not replaced".formatted(name));
        }
        return found.now();
    }

    /// The suite from which the replacement of this name comes, and its companions have to.
    String suite(String name) {
        return locked(name).suite();
    }
}
