package dev.jos.cli.command;

import dev.jos.modules.SystemDefinition;
import java.util.List;

/// What a module put into a system.
final class Contributions {

    private Contributions() {}

    /// Each once, in the order in which they came: `package nginx`.
    static List<String> by(String module, SystemDefinition system) {
        return system.contributions().stream()
                .filter(each -> each.module().equals(module))
                .map(each -> each.kind() + " " + each.name())
                .distinct()
                .toList();
    }
}
