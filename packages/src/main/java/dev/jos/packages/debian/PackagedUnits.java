package dev.jos.packages.debian;

import dev.jos.packages.scripts.Declarations;
import dev.jos.packages.scripts.UnitEnablement;
import dev.jos.packages.scripts.UnitEnablement.Scope;
import dev.jos.store.ContentSource;
import dev.jos.store.Tree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The units of a composed tree.
public final class PackagedUnits {

    private final ViewFiles view;

    public PackagedUnits(Tree tree, ContentSource source) {
        this.view = new ViewFiles(tree, source, (content, executable) -> {
            throw new IllegalStateException("units are only read");
        });
    }

    /// The unit files of one service manager.
    public UnitFiles files(Scope scope) {
        String directory = "/usr/lib/systemd/" + (scope == Scope.USER ? "user/" : "system/");
        return name -> {
            Optional<String> text = view.text(directory + name);
            return text.map(t -> new UnitFiles.UnitFile(directory + name, t));
        };
    }

    /// The units that packages enable, in order, without those that a preset of the tree disables.
    public List<String> enabled(Declarations declarations, Scope scope) throws IOException {
        Set<String> wanted = new LinkedHashSet<>();
        for (UnitEnablement unit : declarations.units()) {
            if (unit.scope() == scope) {
                wanted.add(unit.unit());
            }
        }
        Presets presets = presets(scope);
        return wanted.stream()
                .filter(unit -> presets.verdict(unit).orElse(true))
                .toList();
    }

    private Presets presets(Scope scope) throws IOException {
        String directory = "/usr/lib/systemd/" + (scope == Scope.USER ? "user-preset" : "system-preset");
        List<String> texts = new ArrayList<>();
        for (String name : view.shippedNames(directory)) {
            if (name.endsWith(".preset")) {
                texts.add(view.text(directory + "/" + name).orElse(""));
            }
        }
        return new Presets(texts);
    }
}
