package dev.jos.bootloader;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Every change to the entries of systemd-boot, decided before the first is made.
///
/// @param entriesToDeleteFirst left behind by an interrupted installation: no default names them
/// @param entriesToDelete the previous menu, which may go once the default has moved
record SystemdBootPlan(
        SortedSet<String> entriesToDeleteFirst,
        List<BootEntry> entriesToWrite,
        String loaderConfiguration,
        SortedSet<String> entriesToDelete) {

    static final String ENTRIES = "loader/entries";
    static final String PREFIX = "jos-";
    static final List<String> SETS = List.of("a", "b");
    static final String SELECTED = "jos-0";

    private static final String FALLBACK = "jos-1";
    private static final String OTHERS = "jos-2";

    static SystemdBootPlan of(BootMenu menu, SystemdBootEntries before) {
        String set = before.activeSet().equals("a") ? "b" : "a";
        Map<String, BootCount> counts = counts(before);
        List<BootEntry> entries = menu.newestFirst().stream()
                .map(item -> entry(item, set, sortKey(item, menu), counts))
                .toList();
        SortedSet<String> leftovers = named(before.texts().keySet(), set);
        leftovers.addAll(before.leftovers());
        return new SystemdBootPlan(
                leftovers,
                entries,
                "timeout " + menu.timeoutSeconds() + "\ndefault " + PREFIX + set + "-*\neditor no\n",
                others(before.texts().keySet(), set));
    }

    private static String sortKey(BootItem item, BootMenu menu) {
        if (item.generation() == menu.selected()) {
            return SELECTED;
        }
        return item.generation() == menu.fallback() ? FALLBACK : OTHERS;
    }

    private static BootEntry entry(BootItem item, String set, String sortKey, Map<String, BootCount> counts) {
        var entry = new BootEntry(
                "%s%s-%06d".formatted(PREFIX, set, item.generation()),
                BootCount.NONE,
                item.title(),
                item.version(),
                sortKey,
                BootPartition.path(item.linux()),
                item.initrds().stream().map(BootPartition::path).toList(),
                item.options());
        if (!item.counted()) {
            return entry;
        }
        return entry.counting(counts.getOrDefault(identity(text(entry)), BootCount.FRESH));
    }

    /// The attempts of what the active set holds, by what an entry boots.
    private static Map<String, BootCount> counts(SystemdBootEntries before) {
        var counts = new LinkedHashMap<String, BootCount>();
        before.texts().forEach((name, text) -> {
            if (name.startsWith(PREFIX + before.activeSet() + "-")) {
                counts.put(identity(text), BootCount.of(name.substring(0, name.length() - ".conf".length())));
            }
        });
        return counts;
    }

    /// What an entry boots: all of its text but its place in the menu.
    private static String identity(String text) {
        return text.replaceAll("(?m)^sort-key .*\n", "");
    }

    private static String text(BootEntry entry) {
        return new String(entry.render(), StandardCharsets.UTF_8);
    }

    private static SortedSet<String> named(Set<String> names, String set) {
        var named = new TreeSet<>(names);
        named.removeIf(name -> !name.startsWith(PREFIX + set + "-"));
        return named;
    }

    private static SortedSet<String> others(Set<String> names, String set) {
        var others = new TreeSet<>(names);
        others.removeIf(name -> name.startsWith(PREFIX + set + "-"));
        return others;
    }
}
