package dev.jos.interfaces;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What turns one layer into another, for the packages that stay as they are.
///
/// @param rebound the packages that get something else than before, with the names of what they ask for
/// @param newlyUnmet what was met before, or not asked for, and is not met any more
public record Rebinding(SortedMap<String, SortedSet<String>> rebound, List<UnmetNeed> newlyUnmet) {

    public Rebinding {
        rebound = Collections.unmodifiableSortedMap(new TreeMap<>(rebound));
        newlyUnmet = List.copyOf(newlyUnmet);
    }

    /// Compares two layers.
    ///
    /// What the packages of the archive leave unmet by themselves is in both layers, and so no news. What a plugin
    /// needs is news if a host that it was bound to is still there and does not offer the symbol any more.
    public static Rebinding between(InterfaceLayer before, InterfaceLayer after) {
        SortedMap<String, SortedSet<String>> rebound = new TreeMap<>();
        after.packages().forEach((name, now) -> {
            PackageBinding was = before.packages().get(name);
            if (was != null && was.objects().equals(now.objects())) {
                SortedSet<String> changed = changed(was, now);
                if (!changed.isEmpty()) {
                    rebound.put(name, changed);
                }
            }
        });
        return new Rebinding(rebound, newlyUnmet(before, after));
    }

    private static SortedSet<String> changed(PackageBinding before, PackageBinding after) {
        SortedSet<String> changed = new TreeSet<>();
        for (BoundNeed each : after.needs()) {
            if (!before.needs().contains(each)) {
                changed.add(each.need());
            }
        }
        return changed;
    }

    private static List<UnmetNeed> newlyUnmet(InterfaceLayer before, InterfaceLayer after) {
        List<UnmetNeed> found = new ArrayList<>();
        Set<UnmetNeed> known = new HashSet<>(before.unmet());
        after.unmet().stream().filter(each -> !known.contains(each)).forEach(found::add);
        known.addAll(before.inherent());
        after.inherent().stream()
                .filter(each -> !known.contains(each) && isNews(each, before, after))
                .forEach(found::add);
        found.addAll(lostByHosts(before, after));
        return found.stream().distinct().toList();
    }

    private static List<UnmetNeed> lostByHosts(InterfaceLayer before, InterfaceLayer after) {
        Set<HostNeed> now = new HashSet<>(after.hostNeeds());
        Set<String> paths = new HashSet<>();
        after.packages().values().forEach(each -> paths.addAll(each.objects().keySet()));
        List<UnmetNeed> lost = new ArrayList<>();
        for (HostNeed each : before.hostNeeds()) {
            if (!now.contains(each)
                    && paths.contains(each.host())
                    && isUnchanged(each.packageName(), each.path(), before, after)) {
                ImportedSymbol symbol = each.symbol();
                lost.add(new UnmetNeed(
                        each.packageName(),
                        each.path(),
                        new UnmetNeed.MissingSymbol(symbol.name(), symbol.version(), LibraryPath.name(each.host()))));
            }
        }
        return lost;
    }

    /// What a new plugin takes from a host that nobody knows is no news. It is if the plugin was linked against the
    /// library that it names.
    private static boolean isNews(UnmetNeed need, InterfaceLayer before, InterfaceLayer after) {
        return !need.wanted().soname().isEmpty() || isUnchanged(need.packageName(), need.path(), before, after);
    }

    private static boolean isUnchanged(String packageName, String path, InterfaceLayer before, InterfaceLayer after) {
        PackageBinding was = before.packages().get(packageName);
        PackageBinding now = after.packages().get(packageName);
        return was != null
                && now != null
                && now.objects().containsKey(path)
                && now.objects().getOrDefault(path, "").equals(was.objects().get(path));
    }
}
