package dev.jos.system;

import dev.jos.packages.ControlFile;
import dev.jos.packages.PackageReference;
import dev.jos.packages.deb.ImportedPackage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the part of a set of packages that some of them need.
///
/// The set is one that a lock holds: each name is there once, and in a version that satisfies all the others. So a
/// relation leads to whoever has or provides one of its names, and versions need no second look. Of alternatives that
/// are all there, all are followed.
public final class NeededPackages {

    private static final List<String> NEEDS = List.of("Pre-Depends", "Depends");

    private final List<ImportedPackage> all;
    private final Map<String, List<ImportedPackage>> byName = new HashMap<>();

    private NeededPackages(List<ImportedPackage> all) {
        this.all = List.copyOf(all);
    }

    /// Looks for needs within these packages.
    ///
    /// @throws IOException if a package provides something under a name that is none
    public static NeededPackages within(List<ImportedPackage> all) throws IOException {
        var needed = new NeededPackages(all);
        for (ImportedPackage each : all) {
            needed.name(each.name(), each);
            for (PackageReference provided : references(each.control(), "Provides")) {
                needed.name(provided.name(), each);
            }
        }
        return needed;
    }

    /// The packages of these names, the essential ones, and everything that any of them needs; in the order of the
    /// whole set.
    ///
    /// @param recommends whether recommended packages count as needed
    public List<ImportedPackage> of(Collection<String> names, boolean recommends) throws IOException {
        var fields = new ArrayList<>(NEEDS);
        if (recommends) {
            fields.add("Recommends");
        }
        Set<ImportedPackage> found = new HashSet<>();
        Deque<ImportedPackage> ahead = new ArrayDeque<>();
        all.stream().filter(each -> each.control().essential()).forEach(ahead::add);
        names.forEach(name -> ahead.addAll(named(name)));
        while (!ahead.isEmpty()) {
            ImportedPackage each = ahead.remove();
            if (found.add(each)) {
                for (String field : fields) {
                    references(each.control(), field).forEach(reference -> ahead.addAll(named(reference.name())));
                }
            }
        }
        return all.stream().filter(found::contains).toList();
    }

    private void name(String name, ImportedPackage who) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(who);
    }

    /// @param name may carry a version, as `name=version`
    private List<ImportedPackage> named(String name) {
        int version = name.indexOf('=');
        return byName.getOrDefault(version < 0 ? name : name.substring(0, version), List.of());
    }

    private static List<PackageReference> references(ControlFile control, String field) throws IOException {
        return control.relations(field).stream()
                .flatMap(relation -> relation.alternatives().stream())
                .toList();
    }
}
