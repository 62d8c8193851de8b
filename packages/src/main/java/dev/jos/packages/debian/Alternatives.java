package dev.jos.packages.debian;

import dev.jos.packages.scripts.Alternative;
import dev.jos.packages.scripts.Alternative.Slave;
import dev.jos.store.Symlink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Chooses among alternatives and links the generic names through `/etc/alternatives`; update-alternatives(1).
final class Alternatives {

    private static final String DIRECTORY = "/etc/alternatives/";

    private Alternatives() {}

    /// For every name the candidate that `choices` names, or else the one with the highest priority (the first of
    /// several); candidates whose file is missing do not count.
    ///
    /// @return all candidates present, by name, the chosen one first
    static Map<String, List<Alternative>> apply(
            ViewFiles view, List<Alternative> candidates, Map<String, String> choices) {
        Map<String, List<Alternative>> byName = new TreeMap<>();
        for (Alternative candidate : candidates) {
            if (view.exists(candidate.path())) {
                byName.computeIfAbsent(candidate.name(), name -> new ArrayList<>())
                        .add(candidate);
            }
        }
        byName.forEach((name, present) -> {
            Alternative chosen = choose(view, name, present, Optional.ofNullable(choices.get(name)));
            present.remove(chosen);
            present.addFirst(chosen);
            link(view, chosen.link(), name, chosen.path());
            for (Slave slave : chosen.slaves()) {
                if (view.exists(slave.path())) {
                    link(view, slave.link(), slave.name(), slave.path());
                }
            }
        });
        return byName;
    }

    private static Alternative choose(ViewFiles view, String name, List<Alternative> present, Optional<String> choice) {
        Alternative best = present.getFirst();
        for (Alternative candidate : present) {
            if (choice.filter(candidate.path()::equals).isPresent()) {
                return candidate;
            }
            if (candidate.priority() > best.priority()) {
                best = candidate;
            }
        }
        choice.ifPresent(path -> view.remark("No package offers `" + path + "` as `" + name + "`."));
        return best;
    }

    private static void link(ViewFiles view, String generic, String name, String path) {
        boolean taken =
                view.node(generic).filter(node -> !(node instanceof Symlink)).isPresent();
        if (taken) {
            view.remark("The alternative `" + name + "` is left out: `" + generic + "` is a file of a package.");
            return;
        }
        view.link(DIRECTORY + name, path);
        view.link(generic, DIRECTORY + name);
    }
}
