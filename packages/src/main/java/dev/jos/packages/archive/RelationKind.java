package dev.jos.packages.archive;

import java.util.Optional;

/// The relation fields of binary packages that the index keeps.
public enum RelationKind {
    PRE_DEPENDS("Pre-Depends"),
    DEPENDS("Depends"),
    RECOMMENDS("Recommends"),
    SUGGESTS("Suggests"),
    CONFLICTS("Conflicts"),
    BREAKS("Breaks"),
    REPLACES("Replaces"),
    PROVIDES("Provides");

    private final String field;

    RelationKind(String field) {
        this.field = field;
    }

    /// The field's name in `Packages`.
    public String field() {
        return field;
    }

    /// The kind whose field has this name, in the archive's spelling.
    static Optional<RelationKind> ofField(String field) {
        for (RelationKind each : values()) {
            if (each.field.equals(field)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
