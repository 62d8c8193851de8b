package dev.jos.packages.override;

import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.source.Recipe;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The replacements decided on so far, by name.
final class Chosen {

    private final SortedMap<String, Replacement> replacements = new TreeMap<>();
    private final SortedSet<LockedPackage> toBuild = new TreeSet<>();

    private final SortedMap<String, Recipe> toMake = new TreeMap<>();
    private final SortedMap<String, LockedPackage> offered = new TreeMap<>();

    void add(Replacement replacement) {
        replacements.put(replacement.name(), replacement);
    }

    /// Takes note of a package of the system that is to be built here.
    void addToBuild(LockedPackage stock) {
        toBuild.add(stock);
    }

    /// Takes note of a recipe that has to be followed first.
    void addToMake(Recipe recipe) {
        toMake.put(recipe.name(), recipe);
    }

    List<Recipe> toMake() {
        return List.copyOf(toMake.values());
    }

    /// Makes packages known that are there for those who need them.
    void offer(Collection<LockedPackage> packages) {
        packages.forEach(each -> offered.put(each.name(), each));
    }

    Optional<LockedPackage> offered(String name) {
        return Optional.ofNullable(offered.get(name));
    }

    List<LockedPackage> toBuild() {
        return List.copyOf(toBuild);
    }

    /// These, and others beside them.
    Chosen with(Iterable<Replacement> more) {
        Chosen all = new Chosen();
        replacements.values().forEach(all::add);
        all.toBuild.addAll(toBuild);
        all.toMake.putAll(toMake);
        all.offered.putAll(offered);
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
