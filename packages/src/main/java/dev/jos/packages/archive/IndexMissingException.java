package dev.jos.packages.archive;

import dev.jos.packages.Architecture;
import java.io.IOException;

/// There is no local index of the archive, because it was never fetched with the present settings.
public final class IndexMissingException extends IOException {

    private final Architecture architecture;

    IndexMissingException(Architecture architecture) {
        super("the package lists for %s were not fetched yet".formatted(architecture));
        this.architecture = architecture;
    }

    public Architecture architecture() {
        return architecture;
    }
}
