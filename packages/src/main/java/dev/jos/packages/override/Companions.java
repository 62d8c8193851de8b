package dev.jos.packages.override;

import dev.jos.packages.PackageReference;
import dev.jos.packages.Relation;
import dev.jos.packages.VersionConstraint;
import dev.jos.packages.archive.IndexedPackage;
import dev.jos.packages.archive.PackageIndex;
import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what has to come along with replacements: packages of the same source that want each other's exact
/// version, and what a replacement needs that was not there before.
final class Companions {

    private final PackageVersions versions;

    Companions(PackageVersions versions) {
        this.versions = versions;
    }

    /// What would repair a relation among the packages of `now`; nothing if it is not for us to repair.
    ///
    /// @param chosen the replacements so far
    Optional<Replacement> repairing(BrokenRelation broken, PackageSet now, PackageSet before, Chosen chosen)
            throws IOException {
        String other = broken.reference().name();
        if (broken.isExact() && now.areOfOneSource(broken.owner(), other)) {
            return sameSource(broken, before, chosen);
        }
        boolean newNeed = broken.isNeed()
                && chosen.contains(broken.owner())
                && broken.relation().alternatives().stream()
                        .noneMatch(each -> now.names().contains(each.name()));
        if (!newNeed) {
            return Optional.empty();
        }
        Optional<Replacement> made = broken.relation().alternatives().stream()
                .flatMap(each -> chosen.offered(each.name()).stream())
                .findFirst()
                .map(found -> new Replacement(Optional.empty(), found, new Replacement.Needed(broken)));
        return made.isPresent() ? made : needed(broken, chosen.suite(broken.owner()));
    }

    /// One of the two is a replacement; the other follows it into its suite.
    private Optional<Replacement> sameSource(BrokenRelation broken, PackageSet before, Chosen chosen)
            throws IOException {
        String other = broken.reference().name();
        if (chosen.contains(broken.owner()) && !chosen.contains(other)) {
            VersionConstraint exact = broken.reference().constraint().orElseThrow();
            return versions.of(other, chosen.suite(broken.owner())).stream()
                    .filter(candidate -> exact.admits(candidate.version()))
                    .findFirst()
                    .map(found ->
                            new Replacement(before.locked(other), found, new Replacement.SameSource(broken.owner())));
        }
        if (!chosen.contains(broken.owner()) && chosen.contains(other)) {
            LockedPackage moved = chosen.locked(other);
            return versions.of(broken.owner(), chosen.suite(other)).stream()
                    .filter(candidate -> candidate.sourceVersion().equals(moved.sourceVersion()))
                    .findFirst()
                    .map(found ->
                            new Replacement(before.locked(broken.owner()), found, new Replacement.SameSource(other)));
        }
        return Optional.empty();
    }

    /// A package that nobody needed before: of the system's own suites if they have it, else of the replacement's.
    private Optional<Replacement> needed(BrokenRelation broken, String suite) throws IOException {
        for (String each : LockedPackage.isOfArchive(suite) ? List.of("", suite) : List.of("")) {
            Optional<LockedPackage> found = answer(broken.relation(), versions.index(each));
            if (found.isPresent()) {
                return Optional.of(new Replacement(Optional.empty(), found.get(), new Replacement.Needed(broken)));
            }
        }
        return Optional.empty();
    }

    private static Optional<LockedPackage> answer(Relation relation, PackageIndex index) {
        return relation.alternatives().stream()
                .flatMap(reference -> Stream.concat(named(reference, index), providing(reference, index)))
                .map(IndexedPackage::locked)
                .findFirst();
    }

    private static Stream<IndexedPackage> named(PackageReference reference, PackageIndex index) {
        return index.find(reference.name()).stream()
                .filter(each -> reference.constraint().stream().allMatch(bound -> bound.admits(each.version())));
    }

    private static Stream<IndexedPackage> providing(PackageReference reference, PackageIndex index) {
        return reference.constraint().isPresent() ? Stream.of() : index.providers(reference.name()).stream();
    }
}
