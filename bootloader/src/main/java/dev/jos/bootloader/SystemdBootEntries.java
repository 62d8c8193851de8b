package dev.jos.bootloader;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The entries of jos on a boot partition.
///
/// @param activeSet the set that the loader's default names; empty when none of ours is
/// @param texts content by file name
/// @param leftovers names of entries that were never finished
record SystemdBootEntries(String activeSet, Map<String, String> texts, SortedSet<String> leftovers) {

    SystemdBootEntries {
        texts = Map.copyOf(texts);
        leftovers = new TreeSet<>(leftovers);
    }

    /// What the name and the text of an entry say.
    record Entry(String set, int generation, OptionalInt attemptsLeft, String sortKey) {

        private static final Pattern NAME = Pattern.compile("jos-([ab])-(\\d{6,9})");

        /// Empty if it is none that could boot anything.
        static Optional<Entry> parse(String fileName, String text) {
            String stem = fileName.substring(0, fileName.length() - ".conf".length());
            Matcher name = NAME.matcher(BootCount.strip(stem));
            boolean boots = text.lines().anyMatch(line -> line.matches("linux\\s+/.*"));
            if (!name.matches() || !boots) {
                return Optional.empty();
            }
            int left = BootCount.of(stem).left();
            return Optional.of(new Entry(
                    name.group(1),
                    Integer.parseInt(name.group(2)),
                    left < 0 ? OptionalInt.empty() : OptionalInt.of(left),
                    text.lines()
                            .filter(line -> line.startsWith("sort-key "))
                            .map(line -> line.substring("sort-key".length()).strip())
                            .findFirst()
                            .orElse("")));
        }

        boolean isSelected() {
            return sortKey.equals(SystemdBootPlan.SELECTED);
        }
    }

    static SystemdBootEntries read(BootPartition partition) throws IOException {
        var texts = new HashMap<String, String>();
        var leftovers = new TreeSet<String>();
        for (String name : partition.names(SystemdBootPlan.ENTRIES)) {
            if (name.startsWith("." + SystemdBootPlan.PREFIX)) {
                leftovers.add(name);
            }
            if (name.startsWith(SystemdBootPlan.PREFIX) && name.endsWith(".conf")) {
                texts.put(name, text(partition.path(SystemdBootPlan.ENTRIES).resolve(name)));
            }
        }
        return new SystemdBootEntries(activeSet(partition), texts, leftovers);
    }

    /// An entry that is no text is one that makes no sense.
    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException _) {
            return "";
        }
    }

    private static String activeSet(BootPartition partition) throws IOException {
        String text;
        try {
            text = text(partition.path("loader/loader.conf"));
        } catch (NoSuchFileException e) {
            return "";
        }
        for (String set : SystemdBootPlan.SETS) {
            if (text.lines().anyMatch(line -> line.equals("default " + SystemdBootPlan.PREFIX + set + "-*"))) {
                return set;
            }
        }
        return "";
    }
}
