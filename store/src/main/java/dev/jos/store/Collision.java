package dev.jos.store;

import java.util.List;

/// Several layers claim one path with different nodes, and nothing decides between them.
///
/// @param layers their names, in the order of composition; at least two
public record Collision(String path, List<String> layers) {

    public Collision {
        layers = List.copyOf(layers);
    }
}
