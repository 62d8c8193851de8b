package dev.jos.interfaces;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one package of a layer has from others.
///
/// @param objects the contents of its own programs and libraries, as the store names them, by their paths relative to
///     the root
/// @param needs what its programs, libraries and plugins get, apart from what the package itself brings
public record PackageBinding(SortedMap<String, String> objects, SortedSet<BoundNeed> needs) {

    public PackageBinding {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
        needs = Collections.unmodifiableSortedSet(new TreeSet<>(needs));
    }

    static PackageBinding of(PackageInterfaces interfaces, SortedSet<BoundNeed> needs) {
        SortedMap<String, String> objects = new TreeMap<>();
        for (ElfObject each : interfaces.objects()) {
            each.paths().forEach(path -> objects.put(path, each.object()));
        }
        return new PackageBinding(objects, needs);
    }
}
