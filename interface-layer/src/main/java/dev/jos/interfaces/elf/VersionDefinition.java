package dev.jos.interfaces.elf;

import java.util.List;

/// A version that an object defines (`verdef`), with the versions it inherits from.
///
/// @param base whether this is the object's own name rather than a version (`VER_FLG_BASE`)
public record VersionDefinition(int index, String name, List<String> parents, boolean base) {

    public VersionDefinition {
        parents = List.copyOf(parents);
    }
}
