package dev.jos.bootloader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Every change to a boot partition, decided before the first is made.
///
/// @param entriesToDeleteFirst left behind by an interrupted installation: no default names them
/// @param entriesToDelete the previous menu, which may go once the default has moved
record BootPlan(
        SortedSet<String> entriesToDeleteFirst,
        List<BootFile> blobsToWrite,
        List<BootEntry> entriesToWrite,
        String loaderConfiguration,
        SortedSet<String> entriesToDelete,
        SortedSet<String> blobsToDelete) {

    static final String ENTRIES = "loader/entries";
    static final String BLOBS = "jos";
    static final String PREFIX = "jos-";
    static final List<String> SETS = List.of("a", "b");

    /// Room for the entries, the loader's configuration, directories and rounding up to clusters.
    private static final long RESERVE = 1 << 20;

    private static final String SELECTED = "jos-0";
    private static final String OTHERS = "jos-1";

    static BootPlan of(BootMenu menu, BootDirectoryState before) {
        String set = before.activeSet().equals("a") ? "b" : "a";
        var blobs = new LinkedHashMap<String, BootFile>();
        var entries = new ArrayList<BootEntry>();
        Map<String, BootCount> counts = counts(before);
        List<BootItem> newestFirst = menu.items().stream()
                .sorted(Comparator.comparingInt(BootItem::generation).reversed())
                .toList();
        for (BootItem item : newestFirst) {
            blobs.put(item.linux().fileName(), item.linux());
            item.initrds().forEach(initrd -> blobs.put(initrd.fileName(), initrd));
            entries.add(entry(item, set, item.generation() == menu.selected(), counts));
        }
        List<BootFile> missing = blobs.values().stream()
                .filter(blob -> !before.blobs().contains(blob.fileName()))
                .toList();
        var unneeded = new TreeSet<>(before.blobs());
        unneeded.removeAll(blobs.keySet());
        SortedSet<String> leftovers = named(before.entries().keySet(), set);
        leftovers.addAll(before.leftovers());
        return new BootPlan(
                leftovers,
                missing,
                entries,
                "timeout " + menu.timeoutSeconds() + "\ndefault " + PREFIX + set + "-*\neditor no\n",
                others(before.entries().keySet(), set),
                unneeded);
    }

    long bytesNeeded() {
        return RESERVE + blobsToWrite.stream().mapToLong(BootFile::size).sum();
    }

    private static BootEntry entry(BootItem item, String set, boolean selected, Map<String, BootCount> counts) {
        var entry = new BootEntry(
                "%s%s-%06d".formatted(PREFIX, set, item.generation()),
                BootCount.NONE,
                item.title(),
                item.version(),
                selected ? SELECTED : OTHERS,
                path(item.linux()),
                item.initrds().stream().map(BootPlan::path).toList(),
                item.options());
        if (!item.counted()) {
            return entry;
        }
        return entry.counting(counts.getOrDefault(identity(text(entry)), BootCount.FRESH));
    }

    /// The attempts of what the active set holds, by what an entry boots.
    private static Map<String, BootCount> counts(BootDirectoryState before) {
        var counts = new LinkedHashMap<String, BootCount>();
        before.entries().forEach((name, text) -> {
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

    private static String path(BootFile file) {
        return "/" + BLOBS + "/" + file.fileName();
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
