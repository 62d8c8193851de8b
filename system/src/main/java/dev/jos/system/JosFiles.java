package dev.jos.system;

import dev.jos.packages.Architecture;
import dev.jos.store.StoreBatch;
import dev.jos.store.TreeBuilder;
import java.io.IOException;

/// jos itself, as a part of the systems that it makes.
@FunctionalInterface
public interface JosFiles {

    /// There is no jos to bring along, as in tests of other things.
    JosFiles NONE = (_, _, _) -> {};

    /// Adds the program, its Java runtime, manual page and completions to a view.
    void addTo(TreeBuilder view, StoreBatch batch, Architecture architecture) throws IOException;
}
