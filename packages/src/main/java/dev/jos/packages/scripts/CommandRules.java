package dev.jos.packages.scripts;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The commands that are understood, by name.
final class CommandRules {

    private final Map<String, CommandRule> rules = new HashMap<>();

    CommandRules() {
        InertCommands.addTo(rules);
        QueryCommands.addTo(rules);
        UnitCommands.addTo(rules);
        AccountCommands.addTo(rules);
        FileCommands.addTo(rules);
        ModeCommands.addTo(rules);
        DpkgCommands.addTo(rules);
        DebconfCommands.addTo(rules);
        CacheCommands.addTo(rules);
    }

    @Nullable
    CommandRule rule(String name) {
        return rules.get(name);
    }
}
