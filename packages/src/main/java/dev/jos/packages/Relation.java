package dev.jos.packages;

import java.util.List;
import java.util.stream.Collectors;

/// One item of a relation field: references of which any one is enough, the preferred one first.
public record Relation(List<PackageReference> alternatives) {

    public Relation {
        alternatives = List.copyOf(alternatives);
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("a relation names at least one package");
        }
    }

    /// Reads a field such as `Depends`: `a (>= 1), b | c:any`. Build-time restrictions (`[amd64]`, `<nocheck>`) are
    /// not
    /// part of binary packages and are refused.
    public static List<Relation> parseField(String field) throws RelationSyntaxException {
        return new RelationParser(field).parse();
    }

    @Override
    public String toString() {
        return alternatives.stream().map(PackageReference::toString).collect(Collectors.joining(" | "));
    }
}
