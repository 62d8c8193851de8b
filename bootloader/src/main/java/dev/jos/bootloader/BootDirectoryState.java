package dev.jos.bootloader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What lies on a boot partition.
///
/// @param activeSet the set that the loader's default names; empty when none of ours is
/// @param entries content by file name, only those of jos
/// @param leftovers names of entries that were never finished
/// @param blobs file names, leftovers included
record BootDirectoryState(
        String activeSet, Map<String, String> entries, SortedSet<String> leftovers, SortedSet<String> blobs) {

    BootDirectoryState {
        entries = Map.copyOf(entries);
        leftovers = new TreeSet<>(leftovers);
        blobs = new TreeSet<>(blobs);
    }

    static BootDirectoryState read(Path root) throws IOException {
        var entries = new HashMap<String, String>();
        var leftovers = new TreeSet<String>();
        for (String name : list(root.resolve(BootPlan.ENTRIES))) {
            if (name.startsWith("." + BootPlan.PREFIX)) {
                leftovers.add(name);
            }
            if (name.startsWith(BootPlan.PREFIX) && name.endsWith(".conf")) {
                entries.put(
                        name, Files.readString(root.resolve(BootPlan.ENTRIES).resolve(name)));
            }
        }
        return new BootDirectoryState(activeSet(root), entries, leftovers, list(root.resolve(BootPlan.BLOBS)));
    }

    private static String activeSet(Path root) throws IOException {
        String text;
        try {
            text = Files.readString(root.resolve("loader/loader.conf"));
        } catch (NoSuchFileException e) {
            return "";
        }
        for (String set : BootPlan.SETS) {
            if (text.lines().anyMatch(line -> line.equals("default " + BootPlan.PREFIX + set + "-*"))) {
                return set;
            }
        }
        return "";
    }

    private static SortedSet<String> list(Path directory) throws IOException {
        var names = new TreeSet<String>();
        try (Stream<Path> children = Files.list(directory)) {
            children.forEach(child -> names.add(String.valueOf(child.getFileName())));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return names;
        }
        return names;
    }
}
