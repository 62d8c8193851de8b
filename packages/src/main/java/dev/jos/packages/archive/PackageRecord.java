package dev.jos.packages.archive;

import dev.jos.host.Sha256;
import dev.jos.packages.Relation;
import java.util.List;
import java.util.Map;

/// One paragraph of a `Packages` file, checked.
///
/// @param installedSize in KiB
record PackageRecord(
        String name,
        String version,
        boolean all,
        String source,
        String sourceVersion,
        String file,
        long size,
        Sha256 sha256,
        String description,
        String section,
        Priority priority,
        MultiArch multiArch,
        boolean essential,
        int installedSize,
        Map<RelationKind, List<Relation>> relations) {}
