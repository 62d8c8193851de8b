package dev.jos.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds out what a collection may remove; changes nothing.
final class GcPlanner {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final StoreLayout layout;

    GcPlanner(StoreLayout layout) {
        this.layout = layout;
    }

    GcPlan plan() throws IOException {
        List<String> systems = names(layout.root().systems());
        Reachable reachable = Reachable.mark(layout, new HashSet<>(systems));
        StoreScan<ObjectId> objects = StoreScan.objects(layout);
        StoreScan<TreeId> trees = StoreScan.trees(layout);
        List<GcPlan.Sized<ObjectId>> objectsToGo = unmarked(objects, id -> !reachable.has(id));
        List<GcPlan.Sized<TreeId>> treesToGo = unmarked(trees, id -> !reachable.has(id));
        List<String> systemsToGo =
                systems.stream().filter(id -> !reachable.has(id)).toList();
        List<Path> records = records(treesToGo);
        List<Path> staging = children(layout.root().staging());
        long bytes = total(objectsToGo) + total(treesToGo);
        for (String system : systemsToGo) {
            bytes += sizeBelow(layout.root().system(system));
        }
        for (Path file : Stream.concat(records.stream(), staging.stream()).toList()) {
            bytes += sizeBelow(file);
        }
        return new GcPlan(
                objectsToGo,
                treesToGo,
                systemsToGo,
                records,
                staging,
                bytes,
                objects.found().size() - objectsToGo.size(),
                trees.found().size() - treesToGo.size());
    }

    private static <T extends Comparable<T>> List<GcPlan.Sized<T>> unmarked(StoreScan<T> scan, Predicate<T> goes) {
        return scan.found().stream()
                .filter(each -> goes.test(each.id()))
                .map(each -> new GcPlan.Sized<>(each.id(), each.size()))
                .sorted(Comparator.comparing(GcPlan.Sized::id))
                .toList();
    }

    private static <T> long total(List<GcPlan.Sized<T>> things) {
        return things.stream().mapToLong(GcPlan.Sized::size).sum();
    }

    /// The records that mention a tree that goes, with the files that belong to the same package.
    private List<Path> records(List<GcPlan.Sized<TreeId>> treesToGo) throws IOException {
        Set<String> going = new HashSet<>();
        treesToGo.forEach(tree -> going.add(tree.id().hex()));
        List<Path> files = children(layout.root().packages());
        Set<String> stems = new HashSet<>();
        for (Path file : files) {
            if (file.toString().endsWith(".json") && mentions(Files.readString(file), going)) {
                stems.add(stem(file));
            }
        }
        return files.stream().filter(file -> stems.contains(stem(file))).toList();
    }

    private static boolean mentions(String text, Set<String> going) {
        Matcher digests = DIGEST.matcher(text);
        while (digests.find()) {
            if (going.contains(digests.group())) {
                return true;
            }
        }
        return false;
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static List<String> names(Path directory) throws IOException {
        return children(directory).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    /// Sorted, without what is hidden: other modules' writes in progress.
    private static List<Path> children(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (var files = Files.newDirectoryStream(directory, file -> !Roots.isHidden(file))) {
                files.forEach(children::add);
            }
        }
        children.sort(Comparator.naturalOrder());
        return children;
    }

    private static long sizeBelow(Path path) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    bytes += Files.size(file);
                }
            }
        }
        return bytes;
    }
}
