package dev.jos.modules;

import dev.jos.config.Definitions;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionCatalog;
import java.util.LinkedHashMap;
import java.util.List;

/// A part of what a machine can be: some options, and what they put into the system.
///
/// A module is pure: it sees the configuration alone, and adds to the definition alone.
public interface SystemModule {

    /// What the module is called in messages about it.
    default String name() {
        return getClass().getSimpleName();
    }

    /// Every option the module declares.
    List<Option<?>> options();

    /// Says what follows for options, of this module and of others, once for all evaluations: see [Definitions].
    default void define(Definitions define) {}

    /// Adds what the configuration asks for. Called once per evaluation, and only when no option has an error.
    void contribute(EvaluatedConfig config, SystemDefinition system);

    /// Everything that the options of `modules` are, for looking one up.
    static OptionCatalog catalog(List<SystemModule> modules) {
        var byModule = new LinkedHashMap<String, List<Option<?>>>();
        modules.forEach(module -> byModule.put(module.name(), module.options()));
        return OptionCatalog.of(byModule);
    }
}
