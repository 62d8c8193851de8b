package dev.jos.packages.triggers;

import dev.jos.packages.Architecture;
import dev.jos.store.Tree;
import java.util.List;

/// Knows one kind of generated files.
@FunctionalInterface
interface TriggerHandler {

    /// What has to be run for this view: nothing, if it has none of the files that the handler cares for.
    List<TriggerJob> jobs(Subject subject);

    /// What the handlers look at.
    record Subject(Tree view, Architecture architecture, ViewChoices choices) {

        /// Debian's multiarch tuple: the directory of libraries below `usr/lib`.
        String tuple() {
            return Libraries.tuple(architecture);
        }
    }
}
