package dev.jos.interfaces;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which objects may load the plugins of a package: nearest first, those of the package itself, of what it depends
/// on, of everything that that depends on, and of the packages of the same source.
final class HostRanking {

    private final Map<String, BindablePackage> packages = new HashMap<>();
    private final Map<String, BitSet> objects = new HashMap<>();
    private final Map<String, Set<String>> bySource = new HashMap<>();
    private final Map<String, List<BitSet>> known = new HashMap<>();

    HostRanking(Collection<BindablePackage> packages, Collection<Candidate> candidates) {
        for (BindablePackage each : packages) {
            this.packages.put(each.name(), each);
            bySource.computeIfAbsent(each.source(), _ -> new TreeSet<>()).add(each.name());
        }
        for (Candidate each : candidates) {
            objects.computeIfAbsent(each.packageName(), _ -> new BitSet()).set(each.number());
        }
    }

    /// Sets of objects, by the numbers of their candidates.
    List<BitSet> hosts(String packageName) {
        return known.computeIfAbsent(packageName, this::rank);
    }

    private List<BitSet> rank(String packageName) {
        BindablePackage of = packages.get(packageName);
        if (of == null) {
            return List.of();
        }
        List<BitSet> ranks = new ArrayList<>();
        ranks.add(objectsOf(Set.of(packageName)));
        ranks.add(objectsOf(of.depends()));
        ranks.add(objectsOf(reachable(of)));
        ranks.add(objectsOf(bySource.getOrDefault(of.source(), Set.of())));
        return ranks;
    }

    private Set<String> reachable(BindablePackage from) {
        Set<String> found = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(from.depends());
        while (!ahead.isEmpty()) {
            String name = ahead.remove();
            BindablePackage next = packages.get(name);
            if (found.add(name) && next != null) {
                ahead.addAll(next.depends());
            }
        }
        return found;
    }

    private BitSet objectsOf(Collection<String> names) {
        BitSet all = new BitSet();
        for (String name : names) {
            BitSet some = objects.get(name);
            if (some != null) {
                all.or(some);
            }
        }
        return all;
    }
}
