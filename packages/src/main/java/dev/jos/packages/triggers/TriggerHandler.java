package dev.jos.packages.triggers;

import dev.jos.interfaces.LibraryClosure;
import dev.jos.packages.Architecture;
import dev.jos.packages.deb.StoredLibraries;
import dev.jos.store.Entry;
import dev.jos.store.RegularFile;
import dev.jos.store.Store;
import dev.jos.store.Tree;
import dev.jos.store.TreeBuilder;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Knows one kind of generated files.
@FunctionalInterface
interface TriggerHandler {

    /// What has to be run for this view: nothing, if it has none of the files that the handler cares for.
    List<TriggerJob> jobs(Subject subject) throws IOException;

    /// What the handlers look at.
    ///
    /// @param store has the contents of the view's files
    record Subject(Tree view, Architecture architecture, ViewChoices choices, Store store) {

        /// Debian's multiarch tuple: the directory of libraries below `usr/lib`.
        String tuple() {
            return Libraries.tuple(architecture);
        }

        /// Programs and modules of the view, with the dynamic linker and all libraries that they need, where the linker
        /// looks for them. What the view lacks is left out.
        Tree withLibraries(Collection<String> paths) throws IOException {
            StoredLibraries files = new StoredLibraries(view, store);
            List<String> there =
                    paths.stream().filter(path -> file(files, path).isPresent()).toList();
            TreeBuilder found = Tree.builder();
            for (String path : LibraryClosure.of(files, there).files()) {
                file(files, path).ifPresent(file -> found.put(path, file));
            }
            return found.build();
        }

        private static Optional<RegularFile> file(StoredLibraries files, String path) {
            return files.follow(path)
                    .map(Entry::node)
                    .filter(RegularFile.class::isInstance)
                    .map(RegularFile.class::cast);
        }
    }
}
