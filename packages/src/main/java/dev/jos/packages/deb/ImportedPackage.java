package dev.jos.packages.deb;

import dev.jos.interfaces.BindablePackage;
import dev.jos.interfaces.PackageInterfaces;
import dev.jos.packages.ControlFile;
import dev.jos.packages.Relation;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.scripts.Declarations;
import dev.jos.store.TreeId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// A package whose files are in the store.
///
/// @param tree its files as shipped, usr-merged: `usr/…`, `etc/…`, `var/…`
/// @param unpackedSize the bytes of its files
/// @param conffiles the files of `/etc` that belong to the administrator, relative to the root
/// @param droppedConffiles former configuration files that are to go with an upgrade
/// @param declarations what replaces its maintainer scripts
/// @param record where its import record lies; what is heavy lies beside it and is read when asked for
public record ImportedPackage(
        LockedPackage locked,
        TreeId tree,
        long unpackedSize,
        ControlFile control,
        SortedSet<String> conffiles,
        SortedSet<String> droppedConffiles,
        Declarations declarations,
        Path record) {

    public ImportedPackage {
        conffiles = Collections.unmodifiableSortedSet(new TreeSet<>(conffiles));
        droppedConffiles = Collections.unmodifiableSortedSet(new TreeSet<>(droppedConffiles));
    }

    public String name() {
        return locked.name();
    }

    /// Reads the offers and needs of its ELF files.
    public PackageInterfaces interfaces() throws IOException {
        return new RecordFiles(record).readInterfaces();
    }

    /// Reads what has to be known to bind its needs.
    ///
    /// @throws IOException also if its control file has a relation that is none
    public BindablePackage bindable() throws IOException {
        return new BindablePackage(interfaces(), control.sourceName(), depends());
    }

    /// The names of the packages that it depends on, all alternatives included.
    ///
    /// @throws IOException if its control file has a relation that is none
    public Set<String> depends() throws IOException {
        Set<String> depends = new TreeSet<>();
        for (String field : List.of("Pre-Depends", "Depends")) {
            for (Relation relation : control.relations(field)) {
                relation.alternatives().forEach(each -> depends.add(each.name()));
            }
        }
        return depends;
    }

    /// Reads the members of its control archive by name: `control`, `md5sums`, `postinst` …
    public Map<String, String> controlMembers() throws IOException {
        return new RecordFiles(record).readControl().members();
    }
}
