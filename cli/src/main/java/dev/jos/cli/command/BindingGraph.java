package dev.jos.cli.command;

import dev.jos.interfaces.BoundNeed;
import dev.jos.interfaces.InterfaceLayer;
import dev.jos.interfaces.PackageBinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Packages and what they are bound to, in columns: who needs nobody comes first, and everybody stands behind all that
/// he needs.
///
/// @param needs by package, the packages it is bound to, and by which names
/// @param columns the packages of each column, from top to bottom
record BindingGraph(SortedMap<String, SortedMap<String, SortedSet<String>>> needs, List<List<String>> columns) {

    private static final int SWEEPS = 6;

    /// The packages that are bound to others, or others to them.
    static BindingGraph of(InterfaceLayer layer) {
        SortedMap<String, SortedMap<String, SortedSet<String>>> needs = new TreeMap<>();
        for (Map.Entry<String, PackageBinding> each : layer.packages().entrySet()) {
            for (BoundNeed need : each.getValue().needs()) {
                needs.computeIfAbsent(each.getKey(), _ -> new TreeMap<>())
                        .computeIfAbsent(need.provider(), _ -> new TreeSet<>())
                        .add(need.need());
                needs.computeIfAbsent(need.provider(), _ -> new TreeMap<>());
            }
        }
        return new BindingGraph(needs, columns(needs));
    }

    /// The part of it around one package: what it needs, and who needs it.
    BindingGraph around(String name) {
        SortedMap<String, SortedMap<String, SortedSet<String>>> some = new TreeMap<>();
        some.put(name, new TreeMap<>(needs.getOrDefault(name, new TreeMap<>())));
        some.get(name).keySet().forEach(each -> some.putIfAbsent(each, new TreeMap<>()));
        needs.forEach((user, providers) -> {
            if (providers.containsKey(name)) {
                some.computeIfAbsent(user, _ -> new TreeMap<>()).put(name, providers.get(name));
            }
        });
        return new BindingGraph(some, columns(some));
    }

    /// The needs that do not follow from others: who needs a library that needs another is not drawn to both.
    Map<String, Set<String>> essential() {
        Map<String, Set<String>> essential = new TreeMap<>();
        Map<String, Set<String>> reachable = new HashMap<>();
        for (String each : needs.keySet()) {
            Set<String> direct = new TreeSet<>(of(each));
            for (String other : of(each)) {
                direct.removeAll(reachable(other, reachable, new HashSet<>(Set.of(each))));
            }
            essential.put(each, direct);
        }
        return essential;
    }

    private Set<String> of(String name) {
        return needs.getOrDefault(name, new TreeMap<>()).keySet();
    }

    private Set<String> reachable(String from, Map<String, Set<String>> known, Set<String> underWay) {
        Set<String> before = known.get(from);
        if (before != null) {
            return before;
        }
        Set<String> found = new HashSet<>();
        if (underWay.add(from)) {
            for (String each : of(from)) {
                found.add(each);
                found.addAll(reachable(each, known, underWay));
            }
            known.put(from, found);
        }
        return found;
    }

    /// How many packages are bound to this one.
    int users(String name) {
        return (int) needs.values().stream()
                .filter(providers -> providers.containsKey(name))
                .count();
    }

    private static List<List<String>> columns(SortedMap<String, SortedMap<String, SortedSet<String>>> needs) {
        Map<String, Integer> depths = new HashMap<>();
        needs.keySet().forEach(each -> depth(each, needs, depths, new HashSet<>()));
        List<List<String>> columns = new ArrayList<>();
        for (String each : needs.keySet()) {
            int depth = depths.getOrDefault(each, 0);
            while (columns.size() <= depth) {
                columns.add(new ArrayList<>());
            }
            columns.get(depth).add(each);
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            arrange(columns, needs, sweep % 2 == 0);
        }
        return columns.stream().map(List::copyOf).toList();
    }

    /// Packages that need each other are cut where they are met again.
    private static int depth(
            String name,
            SortedMap<String, SortedMap<String, SortedSet<String>>> needs,
            Map<String, Integer> depths,
            Set<String> underWay) {
        Integer known = depths.get(name);
        if (known != null) {
            return known;
        }
        int depth = 0;
        if (underWay.add(name)) {
            for (String each : needs.getOrDefault(name, new TreeMap<>()).keySet()) {
                if (!underWay.contains(each)) {
                    depth = Math.max(depth, 1 + depth(each, needs, depths, underWay));
                }
            }
            underWay.remove(name);
            depths.put(name, depth);
        }
        return depth;
    }

    /// Moves packages beside the middle of those they are bound to.
    private static void arrange(
            List<List<String>> columns, SortedMap<String, SortedMap<String, SortedSet<String>>> needs, boolean down) {
        Map<String, Double> places = new HashMap<>();
        for (List<String> column : columns) {
            for (int i = 0; i < column.size(); i++) {
                places.put(column.get(i), (i + 0.5) / column.size());
            }
        }
        Map<String, List<Double>> pulls = new HashMap<>();
        needs.forEach((user, providers) -> providers.keySet().forEach(provider -> {
            String moved = down ? user : provider;
            String fixed = down ? provider : user;
            pulls.computeIfAbsent(moved, _ -> new ArrayList<>()).add(places.getOrDefault(fixed, 0.5));
        }));
        for (List<String> column : columns) {
            column.sort(Comparator.<String>comparingDouble(
                            each -> pulls.getOrDefault(each, List.of(places.getOrDefault(each, 0.5))).stream()
                                    .mapToDouble(Double::doubleValue)
                                    .average()
                                    .orElse(0.5))
                    .thenComparing(each -> each));
        }
    }
}
