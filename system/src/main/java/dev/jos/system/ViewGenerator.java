package dev.jos.system;

import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.store.Tree;
import java.io.IOException;
import java.util.List;

/// Makes the caches and indices that dpkg's triggers would have made.
@FunctionalInterface
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

    /// The files to be added to `view`, which takes their places.
    Generated generate(Tree view, Architecture architecture, Progress progress) throws IOException;
}
