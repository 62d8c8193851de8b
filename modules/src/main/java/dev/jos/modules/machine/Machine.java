package dev.jos.modules.machine;

import dev.jos.config.Configuration;
import dev.jos.config.Diagnostic;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.List;

/// A configuration, what the modules make of it, and everything there is to say about both.
///
/// The definition is complete only when there are no errors. `modules` are those that took part, in the order in which
/// they contributed.
public record Machine(
        Configuration configuration,
        List<SystemModule> modules,
        SystemDefinition definition,
        List<Diagnostic> diagnostics) {

    public Machine {
        modules = List.copyOf(modules);
        diagnostics = diagnostics.stream().distinct().sorted(Diagnostic.ORDER).toList();
    }

    /// Whether something is wrong, so that no system can be made of it.
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
}
