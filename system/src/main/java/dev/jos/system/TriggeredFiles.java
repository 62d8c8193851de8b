package dev.jos.system;

import dev.jos.host.Background;
import dev.jos.host.Progress;
import dev.jos.modules.KeyboardLayout;
import dev.jos.modules.SystemDefinition;
import dev.jos.packages.Architecture;
import dev.jos.packages.lock.LockedPackage;
import dev.jos.packages.triggers.ViewChoices;
import dev.jos.packages.triggers.ViewTriggers;
import dev.jos.store.Tree;
import java.io.IOException;
import java.util.List;

/// Makes caches and indices with the programs of the tools view.
public final class TriggeredFiles implements ViewGenerator {

    private final ViewTriggers triggers;
    private final ViewChoices choices;

    /// Makes what `triggers` can for the machine that `definition` describes.
    public TriggeredFiles(ViewTriggers triggers, SystemDefinition definition) {
        this.triggers = triggers;
        this.choices = choices(definition);
    }

    /// What the generated files of a machine depend on besides its packages.
    static ViewChoices choices(SystemDefinition definition) {
        return new ViewChoices(
                definition.locales(),
                definition.keyboard().map(KeyboardLayout::arguments).orElse(List.of()));
    }

    @Override
    public List<LockedPackage> early(List<LockedPackage> packages) {
        return packages.stream()
                .filter(each -> ViewTriggers.isEarly(each.id().name()))
                .toList();
    }

    @Override
    public void begin(Tree packages, Architecture architecture, Background background) throws IOException {
        triggers.begin(packages, architecture, background);
    }

    @Override
    public Generated generate(Tree view, Architecture architecture, Progress progress) throws IOException {
        var generated = triggers.run(view, architecture, choices, progress);
        return new Generated(
                generated.tree(),
                generated.skipped().stream()
                        .map(skipped -> "Left out: " + skipped.name() + ", because " + skipped.reason() + ".")
                        .toList());
    }
}
