package dev.jos.system;

import dev.jos.host.Background;
import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.store.Tree;
import java.io.IOException;
import java.util.List;

/// Makes the caches and indices that dpkg's triggers would have made.
public interface ViewGenerator {

    /// Makes none; for systems in tests.
    ViewGenerator NONE = (view, architecture, progress) -> new Generated(Tree.EMPTY, List.of());

    /// Files generated for a view.
    ///
    /// @param remarks what could not be generated, one sentence each
    record Generated(Tree tree, List<String> remarks) {

        public Generated {
            remarks = List.copyOf(remarks);
        }
    }

    /// Those of `packages` whose files alone give [#begin] something to do that takes long.
    default List<LockedPackage> early(List<LockedPackage> packages) {
        return List.of();
    }

    /// Begins with what follows from the packages' own files, while the view is still composed.
    ///
    /// What it makes is taken up by [#generate].
    ///
    /// @param packages the files of all packages, or of the [early][#early] ones, as they ship them
    default void begin(Tree packages, Architecture architecture, Background background) throws IOException {}

    /// The files to be added to `view`, which takes their places.
    Generated generate(Tree view, Architecture architecture, Progress progress) throws IOException;
}
