package dev.jos.packages.source;

import dev.jos.host.Sha256;
import dev.jos.packages.lock.LockedPackage;
import java.nio.file.Path;
import java.util.List;

/// What became of a source package.
///
/// @param key names everything that went into it
/// @param packages in the cache of downloads, or imported already
public record SourceBuild(Sha256 key, List<LockedPackage> packages, Path log) {

    public SourceBuild {
        packages = List.copyOf(packages);
    }
}
