package dev.jos.packages.override;

import dev.jos.packages.lock.LockedPackage;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The replacements decided on so far, by name.
final class Chosen {

    private final SortedMap<String, Replacement> replacements = new TreeMap<>();
    private final SortedSet<LockedPackage> toBuild = new TreeSet<>();

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

    /// These, and others beside them.
    Chosen with(Iterable<Replacement> more) {
        Chosen all = new Chosen();
        replacements.values().forEach(all::add);
        all.toBuild.addAll(toBuild);
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
