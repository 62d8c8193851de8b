package dev.jos.packages.archive;

import dev.jos.packages.DebianVersion;
import dev.jos.packages.Relation;
import dev.jos.packages.lock.LockedPackage;
import java.util.List;
import java.util.Map;

/// What the archive says about one binary package.
///
/// @param locked name, version, place and digest
/// @param description the synopsis, one line
/// @param installedSize estimated, in KiB
/// @param essential whether the package says `Essential: yes`
public record IndexedPackage(
        LockedPackage locked,
        String description,
        String section,
        Priority priority,
        long installedSize,
        boolean essential,
        MultiArch multiArch,
        Map<RelationKind, List<Relation>> relations) {

    public IndexedPackage {
        relations = Map.copyOf(relations);
    }

    public String name() {
        return locked.name();
    }

    public DebianVersion version() {
        return locked.version();
    }

    /// The relations of this kind, in the archive's order.
    public List<Relation> relations(RelationKind kind) {
        return relations.getOrDefault(kind, List.of());
    }
}
