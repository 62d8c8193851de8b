package dev.jos.packages.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks through names and descriptions, newest versions only.
final class PackageSearch {

    private final PackageIndex index;
    private final PackageTable table;

    PackageSearch(PackageIndex index) {
        this.index = index;
        this.table = index.table();
    }

    List<IndexedPackage> search(String query) {
        List<String> words = words(query);
        List<IndexedPackage> exact = new ArrayList<>();
        List<IndexedPackage> named = new ArrayList<>();
        List<IndexedPackage> described = new ArrayList<>();
        if (words.isEmpty()) {
            return exact;
        }
        for (int name = 0; name < table.names(); name++) {
            if (table.packageCount(name) == 0) {
                continue;
            }
            String text = table.name(name);
            int newest = table.firstPackage(name);
            if (words.size() == 1 && text.equals(words.getFirst())) {
                exact.add(index.indexed(newest));
            } else if (hasAll(text, words)) {
                named.add(index.indexed(newest));
            } else if (hasAll(text + " " + index.description(newest).toLowerCase(Locale.ROOT), words)) {
                described.add(index.indexed(newest));
            }
        }
        exact.addAll(named);
        exact.addAll(described);
        return exact;
    }

    private static List<String> words(String query) {
        List<String> words = new ArrayList<>();
        for (String word : query.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static boolean hasAll(String text, List<String> words) {
        for (String word : words) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
