package dev.jos.packages.source;

import dev.jos.packages.DebianVersion;
import java.io.IOException;
import java.util.List;

/// The archive lists a source package whose files no mirror has: it may come later, or the mirror leaves it out.
public final class SourceGone extends IOException {

    private final String source;
    private final transient List<DebianVersion> others;

    public SourceGone(String source, List<DebianVersion> others, IOException cause) {
        super("no mirror has the source `%s`".formatted(source), cause);
        this.source = source;
        this.others = List.copyOf(others);
    }

    /// Name and version of the source package.
    public String source() {
        return source;
    }

    /// The other versions that the archive lists, the newest first.
    public List<DebianVersion> others() {
        return others;
    }
}
