package dev.jos.modules.shipped;

import dev.jos.config.Configuration;
import dev.jos.config.Diagnostic;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.ArrayList;
import java.util.List;

/// A configuration, what the modules make of it, and everything there is to say about both.
///
/// The definition is complete only when there are no errors.
public record Machine(Configuration configuration, SystemDefinition definition, List<Diagnostic> diagnostics) {

    public Machine {
        diagnostics = diagnostics.stream().distinct().sorted(Diagnostic.ORDER).toList();
    }

    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }

    static Machine of(Configuration configuration, List<SystemModule> modules) {
        var definition = new SystemDefinition();
        if (!configuration.hasErrors()) {
            definition.contributeAll(modules, configuration.values());
        }
        var diagnostics = new ArrayList<>(configuration.diagnostics());
        diagnostics.addAll(definition.problems());
        return new Machine(configuration, definition, diagnostics);
    }
}
