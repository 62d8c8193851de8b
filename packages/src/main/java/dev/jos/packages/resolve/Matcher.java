package dev.jos.packages.resolve;

import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageReference;
import dev.jos.packages.Relation;
import dev.jos.packages.archive.MultiArch;
import dev.jos.packages.archive.PackageTable;
import dev.jos.packages.archive.Priority;
import dev.jos.packages.archive.RelationCursor;
import dev.jos.packages.archive.RelationKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which packages a reference means: by name and version, by what they provide, and by their architecture
/// (Debian Policy 7.1 and 7.5; deb-control(5) for `:any`).
final class Matcher {

    private final PackageTable table;
    private final String architecture;
    private final Set<Integer> provided;
    private final @Nullable String[] versions;

    Matcher(PackageTable table, Request request) {
        this.table = table;
        this.architecture = request.architecture().debianName();
        this.provided = request.provided().stream().map(table::nameNumber).collect(Collectors.toSet());
        this.versions = new String[table.packages()];
    }

    /// The packages that satisfy the reference under the cursor: those of that name, newest first, then providers,
    /// the
    /// more basic first.
    List<Integer> satisfying(RelationCursor reference) {
        String qualifier = reference.qualifier();
        if (isForeign(qualifier)) {
            return List.of();
        }
        List<Integer> found = named(reference);
        List<Integer> providers = providing(reference, -1);
        providers.sort(basicFirst());
        found.addAll(providers);
        if (qualifier.equals("any")) {
            found.removeIf(number -> table.multiArch(number) != MultiArch.ALLOWED);
        }
        return found;
    }

    /// The packages that satisfy a relation from outside the index: those of the first alternative first.
    List<Integer> satisfying(Relation relation) {
        List<Integer> found = new ArrayList<>();
        for (PackageReference reference : relation.alternatives()) {
            for (int number : satisfying(reference)) {
                if (!found.contains(number)) {
                    found.add(number);
                }
            }
        }
        return found;
    }

    private List<Integer> satisfying(PackageReference reference) {
        int name = table.nameNumber(reference.name());
        String qualifier = reference.qualifier().orElse("");
        if (name < 0 || isForeign(qualifier)) {
            return List.of();
        }
        List<Integer> found = new ArrayList<>();
        int first = table.firstPackage(name);
        for (int number = first; number < first + table.packageCount(name); number++) {
            if (admits(reference, version(number))) {
                found.add(number);
            }
        }
        List<Integer> providers = new ArrayList<>();
        for (int i = 0; i < table.providerCount(name); i++) {
            if (admits(reference, table.providedVersion(name, i))) {
                providers.add(table.provider(name, i));
            }
        }
        providers.sort(basicFirst());
        found.addAll(providers);
        if (qualifier.equals("any")) {
            found.removeIf(number -> table.multiArch(number) != MultiArch.ALLOWED);
        }
        return found;
    }

    /// @param version empty if something is provided without one
    private static boolean admits(PackageReference reference, String version) {
        return reference
                .constraint()
                .map(bound -> !version.isEmpty()
                        && bound.operator()
                                .admits(DebianVersion.compare(
                                        version, bound.version().text())))
                .orElse(true);
    }

    /// Whether the request provides what the reference under the cursor means, so that no package is needed.
    boolean isProvided(RelationCursor reference) {
        return provided.contains(reference.name()) && !reference.hasConstraint() && !isForeign(reference.qualifier());
    }

    /// The packages other than `owner` that a `Conflicts` or `Breaks` of it means.
    List<Integer> excluded(RelationCursor reference, int owner) {
        if (isForeign(reference.qualifier())) {
            return List.of();
        }
        List<Integer> found = named(reference);
        found.addAll(providing(reference, owner));
        found.removeIf(number -> number == owner);
        return found;
    }

    /// The packages that have this name, or provide it.
    List<Integer> answering(Wish wish) {
        List<Integer> found = new ArrayList<>();
        int name = table.nameNumber(wish.name());
        if (name < 0) {
            return found;
        }
        for (int i = 0; i < table.packageCount(name); i++) {
            int number = table.firstPackage(name) + i;
            if (wish.version().isEmpty() || version(number).equals(wish.version())) {
                found.add(number);
            }
        }
        if (table.packageCount(name) == 0) {
            for (int i = 0; i < table.providerCount(name); i++) {
                found.add(table.provider(name, i));
            }
            found.sort(basicFirst());
        }
        return found.stream().distinct().toList();
    }

    /// Among providers nobody preferred: the more basic, then the one that needs the least itself, then by name.
    private Comparator<Integer> basicFirst() {
        return Comparator.<Integer, Priority>comparing(table::priority)
                .thenComparingInt(this::needs)
                .thenComparing(number -> number);
    }

    private int needs(int number) {
        RelationCursor cursor = table.relations(number, RelationKind.DEPENDS);
        int count = 0;
        while (cursor.nextRelation()) {
            count++;
        }
        return count;
    }

    /// The version of a package, decoded once.
    String version(int number) {
        String known = versions[number];
        if (known == null) {
            known = table.version(number);
            versions[number] = known;
        }
        return known;
    }

    private boolean isForeign(String qualifier) {
        return !qualifier.isEmpty()
                && !qualifier.equals("any")
                && !qualifier.equals("native")
                && !qualifier.equals(architecture);
    }

    private List<Integer> named(RelationCursor reference) {
        int name = reference.name();
        List<Integer> found = new ArrayList<>(2);
        int count = table.packageCount(name);
        if (count == 0) {
            return found;
        }
        int first = table.firstPackage(name);
        boolean bounded = reference.hasConstraint();
        String bound = bounded ? reference.version() : "";
        for (int number = first; number < first + count; number++) {
            if (!bounded || reference.operator().admits(DebianVersion.compare(version(number), bound))) {
                found.add(number);
            }
        }
        return found;
    }

    private List<Integer> providing(RelationCursor reference, int owner) {
        int name = reference.name();
        int count = table.providerCount(name);
        List<Integer> found = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int number = table.provider(name, i);
            if (number != owner && providesAdmitted(reference, name, i)) {
                found.add(number);
            }
        }
        return found;
    }

    private boolean providesAdmitted(RelationCursor reference, int name, int index) {
        if (!reference.hasConstraint()) {
            return true;
        }
        String provided = table.providedVersion(name, index);
        return !provided.isEmpty() && reference.operator().admits(DebianVersion.compare(provided, reference.version()));
    }
}
