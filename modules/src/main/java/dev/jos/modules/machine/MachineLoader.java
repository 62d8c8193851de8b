package dev.jos.modules.machine;

import dev.jos.config.Configuration;
import dev.jos.config.ConfigurationFiles;
import dev.jos.config.ConfigurationLoader;
import dev.jos.config.Definitions;
import dev.jos.config.Diagnostic;
import dev.jos.config.Option;
import dev.jos.modules.Failure;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.recipe.RecipeLoader;
import dev.jos.modules.recipe.RecipeOverrides;
import dev.jos.modules.user.UserModules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Reads a configuration and lets modules make a machine of it.
public final class MachineLoader {

    private final List<SystemModule> shipped;
    private final UserModules userModules;

    /// `shipped` are there for every configuration; those that it names itself contribute after them.
    public MachineLoader(List<SystemModule> shipped, UserModules userModules) {
        this.shipped = List.copyOf(shipped);
        this.userModules = userModules;
    }

    /// Reads `mainFile`, and all that it imports, and lets every module contribute. Problems are part of the result.
    public Machine load(ConfigurationFiles files, String mainFile) {
        var parsed = ConfigurationLoader.parse(files, mainFile);
        var problems = new ArrayList<Diagnostic>();
        var modules = new ArrayList<>(shipped);
        if (!parsed.modules().isEmpty()) {
            var own = userModules.load(parsed.modules(), files, problems);
            Clashes.check(shipped, own, problems);
            own.forEach(each -> modules.add(each.module()));
        }
        if (!problems.isEmpty()) {
            // Without its modules most of the configuration would be unknown options.
            problems.addAll(parsed.diagnostics());
            var nothing = parsed.withoutContent().evaluate(options(shipped), Definitions.none());
            return new Machine(nothing, shipped, new SystemDefinition(), problems);
        }
        var definitions = definitions(modules, problems);
        return machine(files, parsed.evaluate(options(modules), definitions), modules, problems);
    }

    private static Definitions definitions(List<SystemModule> modules, List<Diagnostic> problems) {
        var definitions = Definitions.none();
        for (SystemModule module : modules) {
            try {
                module.define(definitions.of(module.name()));
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError failure) {
                problems.add(Failure.of(module.name(), failure));
            }
        }
        return definitions;
    }

    private static Collection<Option<?>> options(List<SystemModule> modules) {
        Collection<Option<?>> options = new ArrayList<>();
        modules.forEach(module -> options.addAll(module.options()));
        return options;
    }

    private static Machine machine(
            ConfigurationFiles files,
            Configuration configuration,
            List<SystemModule> modules,
            List<Diagnostic> problems) {
        var definition = new SystemDefinition();
        var diagnostics = new ArrayList<>(problems);
        diagnostics.addAll(configuration.diagnostics());
        if (problems.isEmpty() && !configuration.hasErrors()) {
            definition.contributeAll(modules, configuration.values());
            diagnostics.addAll(recipes(files, definition));
            diagnostics.addAll(Ineffective.warnings(configuration.values(), options(modules)));
        }
        diagnostics.addAll(definition.problems());
        return new Machine(configuration, modules, definition, diagnostics);
    }

    /// Adds the recipes to `definition`; says what is wrong with them, and with who names them.
    private static List<Diagnostic> recipes(ConfigurationFiles files, SystemDefinition definition) {
        var read = RecipeLoader.load(files, List.copyOf(definition.recipeFiles()));
        var diagnostics = new ArrayList<>(read.problems());
        read.recipes().forEach(definition::recipe);
        if (diagnostics.stream().noneMatch(Diagnostic::isError)) {
            diagnostics.addAll(RecipeOverrides.problems(definition));
        }
        return diagnostics;
    }
}
