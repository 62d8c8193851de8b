package dev.jos.modules.shipped;

import dev.jos.config.ConfigurationFiles;
import dev.jos.config.ConfigurationLoader;
import dev.jos.config.Definitions;
import dev.jos.config.Option;
import dev.jos.modules.SystemModule;
import java.util.ArrayList;
import java.util.List;

/// All modules that come with jos, and the way from a configuration file to what they make of it.
public final class ShippedModules {

    private ShippedModules() {}

    /// In the order in which they contribute; the files that a configuration names itself come last.
    public static List<SystemModule> all() {
        return List.of(
                new BaseSystem(),
                new Values(),
                new Packages(),
                new Boot(),
                new FileSystems(),
                new Users(),
                new Sudo(),
                new Networking(),
                new Resolved(),
                new Timesyncd(),
                new SystemdUnits(),
                new Tmpfiles(),
                new OpenSsh(),
                new Nginx(),
                new Environment());
    }

    /// Every option of every module, in the order of declaration.
    public static List<Option<?>> options(List<SystemModule> modules) {
        var options = new ArrayList<Option<?>>();
        modules.forEach(module -> options.addAll(module.options()));
        return options;
    }

    /// Reads `mainFile`, and all that it imports, and lets every module contribute.
    public static Machine load(ConfigurationFiles files, String mainFile) {
        var modules = all();
        var definitions = Definitions.none();
        modules.forEach(module -> module.define(definitions.of(module.name())));
        return Machine.of(ConfigurationLoader.parse(files, mainFile).evaluate(options(modules), definitions), modules);
    }
}
