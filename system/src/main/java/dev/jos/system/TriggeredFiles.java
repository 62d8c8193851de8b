package dev.jos.system;

import dev.jos.host.Background;
import dev.jos.host.Progress;
import dev.jos.packages.Architecture;
import dev.jos.packages.triggers.ViewTriggers;
import dev.jos.store.Tree;
import java.io.IOException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Makes caches and indices with the programs of the tools view.
public final class TriggeredFiles implements ViewGenerator {

    private final ViewTriggers triggers;
    private final SortedSet<String> locales;

    /// Makes what `triggers` can, with these locales beside `C.UTF-8`.
    ///
    /// @param locales names as in `/etc/locale.gen`, such as `de_DE.UTF-8`
    public TriggeredFiles(ViewTriggers triggers, SortedSet<String> locales) {
        this.triggers = triggers;
        this.locales = Collections.unmodifiableSortedSet(new TreeSet<>(locales));
    }

    @Override
    public void begin(Tree packages, Architecture architecture, Background background) {
        triggers.begin(packages, architecture, background);
    }

    @Override
    public Generated generate(Tree view, Architecture architecture, Progress progress) throws IOException {
        var generated = triggers.run(view, architecture, locales, progress);
        return new Generated(
                generated.tree(),
                generated.skipped().stream()
                        .map(skipped -> "Left out: " + skipped.name() + ", because " + skipped.reason() + ".")
                        .toList());
    }
}
