package dev.jos.system.initrd;

import dev.jos.interfaces.LibraryClosure;
import dev.jos.packages.deb.StoredLibraries;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Programs of a system with everything that they need to run, by path. Symbolic links are replaced by what they lead
/// to.
final class ProgramFiles {

    private final StoredLibraries system;
    private final SortedMap<String, RegularFile> found = new TreeMap<>();

    ProgramFiles(Tree system, Store store) {
        this.system = new StoredLibraries(system, store);
    }

    /// Adds a program, its dynamic linker and its libraries.
    void addProgram(String path) throws IOException {
        add(path);
        LibraryClosure closure = LibraryClosure.of(system, List.of(path));
        for (LibraryClosure.Missing missing : closure.missing()) {
            throw new IOException(
                    "/%s needs `%s`, which the system does not have".formatted(missing.path(), missing.soname()));
        }
        for (String file : closure.files()) {
            add(file);
        }
    }

    /// Adds one file.
    void add(String path) throws IOException {
        if (system.follow(path).map(entry -> entry.node()).orElse(null) instanceof RegularFile file) {
            found.put(path, file);
        } else {
            throw new IOException("the system has no /" + path);
        }
    }

    SortedMap<String, RegularFile> found() {
        return Collections.unmodifiableSortedMap(found);
    }
}
