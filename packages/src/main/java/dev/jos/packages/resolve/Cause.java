package dev.jos.packages.resolve;

import dev.jos.packages.archive.RelationKind;

/// Why a clause holds: what a proof that there is no solution is told in. Packages are numbers in the index.
sealed interface Cause {

    /// The request names it.
    record Requested(Wish wish) implements Cause {}

    /// A package needs another, by place `relation` of the field.
    record Needs(int owner, RelationKind kind, int relation) implements Cause {}

    /// A package does not get along with another, by `Conflicts` or `Breaks`.
    record Excludes(int owner, RelationKind kind, int other) implements Cause {}

    /// Two versions of one package.
    record SameName(int first, int second) implements Cause {}

    /// The request forbids it.
    record Forbidden(int owner) implements Cause {}

    /// The request wants this name in another version.
    record PinnedElsewhere(int owner) implements Cause {}
}
