package dev.jos.modules;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Corrections for processors, which the kernel loads before anything else.
///
/// @param models which of the vendor's files, by name; all if there are none
public record Microcode(Vendor vendor, SortedSet<String> models) {

    /// Who makes the processors.
    public enum Vendor {
        INTEL,
        AMD
    }

    public Microcode {
        models = Collections.unmodifiableSortedSet(new TreeSet<>(models));
    }
}
