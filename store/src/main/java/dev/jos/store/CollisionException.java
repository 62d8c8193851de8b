package dev.jos.store;

import java.util.List;

/// The layers do not make one view; lists every collision, in the order of paths.
public final class CollisionException extends Exception {

    private final transient List<Collision> collisions;

    CollisionException(List<Collision> collisions) {
        super(message(collisions));
        this.collisions = List.copyOf(collisions);
    }

    public List<Collision> collisions() {
        return collisions;
    }

    private static String message(List<Collision> collisions) {
        Collision first = collisions.getFirst();
        String others = collisions.size() == 1 ? "" : ", and " + (collisions.size() - 1) + " more paths";
        return "`" + first.path() + "` is in " + String.join(" and in ", first.layers()) + others;
    }
}
