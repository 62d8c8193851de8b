package dev.jos.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides which layer has a path that several layers claim with different nodes.
@FunctionalInterface
public interface CollisionPolicy {

    /// Decides nothing: every collision is an error.
    CollisionPolicy NONE = (path, layers) -> Optional.empty();

    /// The name of the layer that wins `path`, one of `layers`; empty if nothing is declared about it.
    Optional<String> winner(String path, List<String> layers);

    /// Lets the named layer win each path and, if that is a directory, what lies below it.
    static CollisionPolicy preferring(Map<String, String> layersByPath) {
        Map<String, String> preferences = Map.copyOf(layersByPath);
        return (path, layers) -> {
            for (String at = path; ; at = TreePath.parent(at)) {
                String preferred = preferences.get(at);
                if (preferred != null && layers.contains(preferred)) {
                    return Optional.of(preferred);
                }
                if (at.isEmpty()) {
                    return Optional.empty();
                }
            }
        };
    }
}
