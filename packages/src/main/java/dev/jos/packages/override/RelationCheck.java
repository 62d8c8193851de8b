package dev.jos.packages.override;

import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageReference;
import dev.jos.packages.Relation;
import dev.jos.packages.VersionConstraint;
import dev.jos.packages.archive.RelationKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which relations hold among packages of one architecture (Debian Policy 7).
final class RelationCheck {

    private record Named(RelatedPackage by, Optional<DebianVersion> version) {}

    private final Collection<RelatedPackage> packages;
    private final Set<String> provided;
    private final Map<String, List<Named>> byName = new HashMap<>();

    /// @param provided names that need no package, unless a version is asked for
    RelationCheck(Collection<RelatedPackage> packages, Set<String> provided) {
        this.packages = List.copyOf(packages);
        this.provided = Set.copyOf(provided);
        for (RelatedPackage each : packages) {
            add(each.name(), new Named(each, Optional.of(each.version())));
            for (PackageReference reference : each.provided()) {
                add(reference.name(), new Named(each, reference.constraint().map(VersionConstraint::version)));
            }
        }
    }

    private void add(String name, Named named) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(named);
    }

    /// The relations that do not hold, in the order of the packages.
    Set<BrokenRelation> broken() {
        Set<BrokenRelation> broken = new LinkedHashSet<>();
        for (RelatedPackage each : packages) {
            for (RelationKind kind : List.of(RelationKind.PRE_DEPENDS, RelationKind.DEPENDS)) {
                for (Relation relation : each.relations(kind)) {
                    if (relation.alternatives().stream().noneMatch(this::isMet)) {
                        broken.add(new BrokenRelation(each.name(), kind, relation));
                    }
                }
            }
            for (RelationKind kind : List.of(RelationKind.CONFLICTS, RelationKind.BREAKS)) {
                each.relations(kind).stream()
                        .flatMap(relation -> relation.alternatives().stream())
                        .filter(reference -> isThereBeside(each, reference))
                        .forEach(reference ->
                                broken.add(new BrokenRelation(each.name(), kind, new Relation(List.of(reference)))));
            }
        }
        return broken;
    }

    private boolean isMet(PackageReference reference) {
        if (reference.constraint().isEmpty() && provided.contains(reference.name())) {
            return true;
        }
        return named(reference.name()).stream().anyMatch(named -> admits(reference, named));
    }

    private boolean isThereBeside(RelatedPackage owner, PackageReference reference) {
        return named(reference.name()).stream()
                .anyMatch(named -> !named.by().equals(owner) && admits(reference, named));
    }

    private List<Named> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    private static boolean admits(PackageReference reference, Named named) {
        return reference.constraint().isEmpty()
                || named.version().stream().anyMatch(reference.constraint().get()::admits);
    }
}
