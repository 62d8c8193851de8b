package dev.jos.packages.source;

import dev.jos.host.Sha256;
import dev.jos.packages.Architecture;
import dev.jos.packages.archive.SourceRecord;
import dev.jos.packages.deb.ImportedPackage;
import java.util.List;

/// A build about which everything is known but its outcome.
///
/// @param listed all that the archive lists under the name of the source, the newest first
/// @param inputs the packages it will see
/// @param links what the link editor finds of their libraries
/// @param key names everything that goes into it: where equal, the same packages come out
public record PreparedBuild(
        SourceVariant variant,
        SourceRecord source,
        List<SourceRecord> listed,
        Architecture architecture,
        List<ImportedPackage> inputs,
        DevelopmentLinks links,
        Sha256 key) {

    public PreparedBuild {
        listed = List.copyOf(listed);
        inputs = List.copyOf(inputs);
    }

    /// Name and version of what is built.
    @Override
    public String toString() {
        return source.name() + " "
                + variant.upstream()
                        .map(SourceVariant.Upstream::version)
                        .orElse(source.version().text());
    }
}
