package dev.jos.interfaces;

import java.util.Comparator;

/// What a package gets for one of its needs.
///
/// @param need the name it asks for, as in `DT_NEEDED`; for what a plugin takes from its host, the host's path
/// @param provider the package that brings it
/// @param object the content of the provider's file, as the store names it
public record BoundNeed(String need, String provider, String object) implements Comparable<BoundNeed> {

    private static final Comparator<BoundNeed> ORDER = Comparator.comparing(BoundNeed::need)
            .thenComparing(BoundNeed::provider)
            .thenComparing(BoundNeed::object);

    @Override
    public int compareTo(BoundNeed other) {
        return ORDER.compare(this, other);
    }
}
