package dev.jos.packages.override;

import dev.jos.packages.PackageReference;
import dev.jos.packages.Relation;
import dev.jos.packages.VersionOperator;
import dev.jos.packages.archive.RelationKind;

/// A relation of a package that does not hold among the packages beside it.
///
/// @param owner the package that says so
/// @param kind `Depends`, `Pre-Depends`, `Conflicts` or `Breaks`
/// @param relation for the latter two, of one reference: the one that is there
public record BrokenRelation(String owner, RelationKind kind, Relation relation) {

    /// Whether something is missing, and not something too much.
    boolean isNeed() {
        return kind == RelationKind.DEPENDS || kind == RelationKind.PRE_DEPENDS;
    }

    /// Whether it says no more than that a package has to be recent enough. Of a library, the symbols that are used
    /// tell more.
    boolean isFloor() {
        return isNeed()
                && relation.alternatives().size() == 1
                && relation.alternatives().getFirst().constraint().stream()
                        .anyMatch(constraint -> constraint.operator() == VersionOperator.LATER_OR_EQUAL
                                || constraint.operator() == VersionOperator.LATER);
    }

    /// Whether it wants exactly one version of exactly one package.
    boolean isExact() {
        return isNeed()
                && relation.alternatives().size() == 1
                && relation.alternatives().getFirst().constraint().stream()
                        .anyMatch(constraint -> constraint.operator() == VersionOperator.EQUAL);
    }

    /// The first of the packages it is about.
    PackageReference reference() {
        return relation.alternatives().getFirst();
    }

    /// `xz-utils: Depends: liblzma5 (>= 5.6.0)`.
    @Override
    public String toString() {
        return "%s: %s: %s".formatted(owner, kind.field(), relation);
    }
}
