package dev.jos.packages;

import java.util.Optional;

/// A package as a relation names it: `name[:qualifier] [(operator version)]`.
///
/// The qualifier is `any`, `native` or an architecture.
public record PackageReference(String name, Optional<String> qualifier, Optional<VersionConstraint> constraint) {

    public static PackageReference named(String name) {
        return new PackageReference(name, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        qualifier.ifPresent(q -> text.append(':').append(q));
        constraint.ifPresent(c -> text.append(" (").append(c).append(')'));
        return text.toString();
    }
}
