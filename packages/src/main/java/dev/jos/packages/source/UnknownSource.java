package dev.jos.packages.source;

import dev.jos.packages.DebianVersion;
import java.io.IOException;
import java.util.List;

/// The archive has no such source package, or not in that version.
public final class UnknownSource extends IOException {

    private final transient SourceVariant wanted;
    private final transient List<DebianVersion> versions;
    private final transient List<String> nearest;

    UnknownSource(SourceVariant wanted, List<DebianVersion> versions, List<String> nearest) {
        super("there is no source package `%s`".formatted(wanted.source()));
        this.wanted = wanted;
        this.versions = List.copyOf(versions);
        this.nearest = List.copyOf(nearest);
    }

    public SourceVariant wanted() {
        return wanted;
    }

    /// The versions there are.
    public List<DebianVersion> versions() {
        return versions;
    }

    /// Names of source packages that are spelled much like it.
    public List<String> nearest() {
        return nearest;
    }
}
