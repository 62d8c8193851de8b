package dev.jos.packages.triggers;

import dev.jos.store.Tree;
import java.util.List;

/// What was generated for a view.
///
/// @param tree the files, at their places in the view
/// @param skipped what could not be generated, with the reason
public record GeneratedFiles(Tree tree, List<Skipped> skipped) {

    /// A cache or index that the system will lack.
    public record Skipped(String name, String reason) {}

    public GeneratedFiles {
        skipped = List.copyOf(skipped);
    }
}
