package dev.jos.store;

import java.io.IOException;
import java.util.Set;

/// Knows where lost contents can be had again, such as the archive that they came from.
@FunctionalInterface
public interface RepairSource {

    /// Adds to `into` as many of the wanted objects and trees as it can. Adding more than was wanted does no harm,
    /// so a whole package may be imported again.
    void supply(Set<ObjectId> objects, Set<TreeId> trees, StoreBatch into) throws IOException;
}
