package dev.jos.packages.source;

import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.Relation;
import dev.jos.packages.archive.Archive;
import dev.jos.packages.deb.ImportedPackage;
import dev.jos.packages.deb.PackageImporter;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.resolve.Request;
import dev.jos.packages.resolve.Resolver;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds the packages that the phases of a recipe see: those it names, with all that they depend on, and what
/// every Debian system has.
final class RecipeInputs {

    /// gcc(1) alone makes nothing that runs.
    private static final String ALWAYS = "libc6-dev";

    /// What unpacks an archive, by the end of its name; gzip(1) is in every system.
    private static final Map<String, String> UNPACKERS =
            Map.of("xz", "xz-utils", "bz2", "bzip2", "zst", "zstd", "lz", "lzip");

    /// The packages that a build sees.
    ///
    /// @param ofArchive those of the archive
    /// @param made those that other recipes made
    record Seen(List<ImportedPackage> ofArchive, List<ImportedPackage> made) {

        Seen {
            ofArchive = List.copyOf(ofArchive);
            made = List.copyOf(made);
        }

        List<ImportedPackage> all() {
            return Stream.concat(ofArchive.stream(), made.stream()).toList();
        }
    }

    private final Archive archive;
    private final PackageImporter importer;

    RecipeInputs(Archive archive, PackageImporter importer) {
        this.archive = archive;
        this.importer = importer;
    }

    /// @param made packages of needed recipes, all of which are seen
    /// @param others packages of the recipes that those need, seen if they are depended on
    Seen find(
            Recipe recipe,
            Architecture architecture,
            Collection<LockedPackage> made,
            SortedMap<String, LockedPackage> others,
            Progress progress)
            throws IOException {
        List<Relation> needs = new ArrayList<>();
        SortedMap<String, LockedPackage> own = closure(made, others, needs, progress);
        Request request = Request.of(architecture, names(recipe)).withNeeds(needs);
        List<LockedPackage> inputs = new ArrayList<>(new Resolver(archive.indexOrRefresh(architecture, progress))
                .resolve(request, List.of())
                .packages());
        inputs.removeIf(each -> own.containsKey(each.name()));
        return new Seen(importer.importAll(inputs, progress), importer.importAll(List.copyOf(own.values()), progress));
    }

    /// Packages of recipes with those of recipes that they depend on; the other relations are added to `needs`.
    private SortedMap<String, LockedPackage> closure(
            Collection<LockedPackage> made,
            SortedMap<String, LockedPackage> others,
            List<Relation> needs,
            Progress progress)
            throws IOException {
        SortedMap<String, LockedPackage> own = new TreeMap<>();
        Deque<LockedPackage> open = new ArrayDeque<>(made);
        made.forEach(each -> own.put(each.name(), each));
        while (!open.isEmpty()) {
            ImportedPackage imported =
                    importer.importAll(List.of(open.remove()), progress).getFirst();
            for (Relation relation : imported.control().relations("Depends")) {
                String name = relation.alternatives().getFirst().name();
                LockedPackage other = others.get(name);
                if (other != null && own.putIfAbsent(name, other) == null) {
                    open.add(other);
                } else if (!own.containsKey(name)) {
                    needs.add(relation);
                }
            }
        }
        return own;
    }

    private static SortedSet<String> names(Recipe recipe) {
        SortedSet<String> names = new TreeSet<>(recipe.tools());
        names.addAll(recipe.libraries());
        names.add(ALWAYS);
        if (recipe.source() instanceof Recipe.Archive(URI url, var _)) {
            String path = url.getPath();
            String unpacker = UNPACKERS.get(path.substring(path.lastIndexOf('.') + 1));
            if (unpacker != null) {
                names.add(unpacker);
            }
        }
        return names;
    }
}
