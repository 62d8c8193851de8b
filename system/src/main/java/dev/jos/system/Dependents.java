package dev.jos.system;

import dev.jos.packages.deb.ImportedPackage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Who depends on a package by name, directly or through others.
public final class Dependents {

    private Dependents() {}

    /// The names of the packages among `packages` that need one of `names`, without these themselves.
    public static SortedSet<String> of(Collection<ImportedPackage> packages, Collection<String> names)
            throws IOException {
        Map<String, Set<String>> needing = new HashMap<>();
        for (ImportedPackage each : packages) {
            for (String needed : each.depends()) {
                needing.computeIfAbsent(needed, _ -> new TreeSet<>()).add(each.name());
            }
        }
        SortedSet<String> found = new TreeSet<>();
        Deque<String> ahead = new ArrayDeque<>(names);
        while (!ahead.isEmpty()) {
            for (String each : needing.getOrDefault(ahead.remove(), Set.of())) {
                if (!names.contains(each) && found.add(each)) {
                    ahead.add(each);
                }
            }
        }
        return found;
    }
}
