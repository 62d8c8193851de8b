package dev.jos.packages.debian;

import dev.jos.packages.ControlFile;
import dev.jos.packages.scripts.Declarations;
import dev.jos.store.Tree;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// One package that takes part in a composition.
///
/// @param tree its files as shipped, usr-merged
/// @param conffiles its files in `/etc` that belong to the administrator, relative to the root
public record DebianPackage(ControlFile control, Tree tree, SortedSet<String> conffiles, Declarations declarations) {

    public DebianPackage {
        conffiles = Collections.unmodifiableSortedSet(new TreeSet<>(conffiles));
    }

    public String name() {
        return control.name();
    }
}
