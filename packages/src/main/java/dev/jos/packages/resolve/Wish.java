package dev.jos.packages.resolve;

import dev.jos.packages.PackageReference;
import dev.jos.packages.Relation;
import java.util.List;
import java.util.Optional;

/// One thing that must be in the answer.
///
/// @param name of the package, or of the first of several that would do
/// @param version the exact version, or empty
/// @param essential whether nobody asked for it: it is part of every system
/// @param relation what is asked for, if it is more than a name
record Wish(String name, String version, boolean essential, Optional<Relation> relation) {

    /// A name.
    Wish(String name, String version, boolean essential) {
        this(name, version, essential, Optional.empty());
    }

    /// Any answer to a relation.
    static Wish of(Relation relation) {
        return new Wish(relation.alternatives().getFirst().name(), "", false, Optional.of(relation));
    }

    /// Reads `name` or `name=version`.
    static Wish parse(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new Wish(text, "", false)
                : new Wish(text.substring(0, equals), text.substring(equals + 1), false);
    }

    /// The names of which any would do.
    List<String> names() {
        return relation.map(any ->
                        any.alternatives().stream().map(PackageReference::name).toList())
                .orElse(List.of(name));
    }

    @Override
    public String toString() {
        return relation.map(Relation::toString).orElse(version.isEmpty() ? name : name + " (= " + version + ")");
    }
}
