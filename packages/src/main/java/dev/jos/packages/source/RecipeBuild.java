package dev.jos.packages.source;

import dev.jos.host.Sha256;
import dev.jos.packages.lock.LockedPackage;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of a recipe.
///
/// @param key names everything that went into it
/// @param packages in the cache of downloads, or imported already
/// @param all those and the packages of all recipes that it needs, by name
public record RecipeBuild(Sha256 key, List<LockedPackage> packages, SortedMap<String, LockedPackage> all) {

    public RecipeBuild {
        packages = List.copyOf(packages);
        all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
    }
}
