package dev.jos.packages.override;

import dev.jos.packages.ControlFile;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.PackageReference;
import dev.jos.packages.Relation;
import dev.jos.packages.archive.RelationKind;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a binary package says about others.
record RelatedPackage(String name, DebianVersion version, String source, Map<RelationKind, List<Relation>> relations) {

    private static final List<RelationKind> READ = List.of(
            RelationKind.PRE_DEPENDS,
            RelationKind.DEPENDS,
            RelationKind.CONFLICTS,
            RelationKind.BREAKS,
            RelationKind.PROVIDES);

    RelatedPackage {
        relations = Map.copyOf(relations);
    }

    /// @throws IOException naming the package, if one of its fields is not in the format
    static RelatedPackage of(ControlFile control) throws IOException {
        var relations = new EnumMap<RelationKind, List<Relation>>(RelationKind.class);
        for (RelationKind kind : READ) {
            relations.put(kind, control.relations(kind.field()));
        }
        return new RelatedPackage(
                control.name(), DebianVersion.parse(control.version()), control.sourceName(), relations);
    }

    List<Relation> relations(RelationKind kind) {
        return relations.getOrDefault(kind, List.of());
    }

    /// The names that it depends on, alternatives included.
    Set<String> needs() {
        Set<String> names = new TreeSet<>();
        for (RelationKind kind : List.of(RelationKind.PRE_DEPENDS, RelationKind.DEPENDS)) {
            for (Relation relation : relations(kind)) {
                relation.alternatives().forEach(each -> names.add(each.name()));
            }
        }
        return names;
    }

    /// The names it stands for besides its own, some with a version.
    List<PackageReference> provided() {
        return relations(RelationKind.PROVIDES).stream()
                .flatMap(relation -> relation.alternatives().stream())
                .toList();
    }
}
