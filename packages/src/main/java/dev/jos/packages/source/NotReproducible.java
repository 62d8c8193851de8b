package dev.jos.packages.source;

import dev.jos.packages.lock.LockedPackage;
import java.io.IOException;
import java.util.List;

/// The same inputs were built twice, and two results came out.
public final class NotReproducible extends IOException {

    private final String source;
    private final transient List<LockedPackage> differing;

    public NotReproducible(String source, List<LockedPackage> first, List<LockedPackage> second) {
        super("`%s` is not built to the same bytes twice".formatted(source));
        this.source = source;
        this.differing = first.stream().filter(each -> !second.contains(each)).toList();
    }

    /// Name and version of the source package.
    public String source() {
        return source;
    }

    /// The packages of the first build that the second one does not have like that.
    public List<LockedPackage> differing() {
        return differing;
    }
}
