package dev.jos.interfaces;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What one package of a layer has from others.
///
/// @param objects the contents of its own programs and libraries, as the store names them
/// @param paths where they are, relative to the root
/// @param needs what its programs, libraries and plugins get, apart from what the package itself brings
public record PackageBinding(Set<String> objects, Set<String> paths, SortedSet<BoundNeed> needs) {

    public PackageBinding {
        objects = Set.copyOf(objects);
        paths = Set.copyOf(paths);
        needs = Collections.unmodifiableSortedSet(new TreeSet<>(needs));
    }

    static PackageBinding of(PackageInterfaces interfaces, SortedSet<BoundNeed> needs) {
        Set<String> objects = new TreeSet<>();
        Set<String> paths = new TreeSet<>();
        for (ElfObject each : interfaces.objects()) {
            objects.add(each.object());
            paths.addAll(each.paths());
        }
        return new PackageBinding(objects, paths, needs);
    }
}
