package dev.jos.interfaces;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What tells two generations of an interface apart, line by line of their canonical texts.
///
/// @param removed what is not offered any more; a datum whose size changed is here, and in `added` with the new one
/// @param added what is offered besides
public record InterfaceChange(SortedSet<String> removed, SortedSet<String> added) {

    /// What a change means for those who were linked against the first generation.
    public enum Kind {
        /// There is none.
        IDENTICAL,
        /// Nothing is missing.
        COMPATIBLE,
        /// Something is missing: who uses it cannot be rebound.
        BREAKING
    }

    public InterfaceChange {
        removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
        added = Collections.unmodifiableSortedSet(new TreeSet<>(added));
    }

    /// Compares the canonical texts of two generations.
    public static InterfaceChange between(String before, String after) {
        SortedSet<String> was = lines(before);
        SortedSet<String> is = lines(after);
        SortedSet<String> removed = new TreeSet<>(was);
        removed.removeAll(is);
        SortedSet<String> added = new TreeSet<>(is);
        added.removeAll(was);
        return new InterfaceChange(removed, added);
    }

    private static SortedSet<String> lines(String text) {
        return new TreeSet<>(text.lines().toList());
    }

    public Kind kind() {
        if (!removed.isEmpty()) {
            return Kind.BREAKING;
        }
        return added.isEmpty() ? Kind.IDENTICAL : Kind.COMPATIBLE;
    }
}
