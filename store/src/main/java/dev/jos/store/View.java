package dev.jos.store;

import java.util.List;

/// One file hierarchy composed of many trees.
///
/// @param decisions the collisions that the policy decided, in the order of paths
/// @param disagreements the directories that layers give different owners or modes, in the order of paths
public record View(Tree tree, List<Decision> decisions, List<Disagreement> disagreements) {

    /// A path that one layer won.
    public record Decision(Collision collision, String winner) {}

    /// A directory whose attributes are those of `winner`, though `loser` has others.
    public record Disagreement(String path, String winner, String loser) {}

    public View {
        decisions = List.copyOf(decisions);
        disagreements = List.copyOf(disagreements);
    }
}
