package dev.jos.modules.recipe;

import dev.jos.config.Diagnostic;
import dev.jos.config.NearestName;
import dev.jos.config.Place;
import dev.jos.modules.PackageOverride;
import dev.jos.modules.RecipeDefinition;
import dev.jos.modules.SystemDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Finds overrides that name a recipe which is not there, or which does not make the package.
public final class RecipeOverrides {

    private RecipeOverrides() {}

    /// What is wrong with the overrides of `definition`.
    public static List<Diagnostic> problems(SystemDefinition definition) {
        var recipes = new TreeMap<String, RecipeDefinition>();
        definition.recipes().forEach(each -> recipes.put(each.name(), each));
        var problems = new ArrayList<Diagnostic>();
        for (PackageOverride each : definition.packageOverrides()) {
            if (each.origin() instanceof PackageOverride.FromRecipe(String name, Optional<Place> place)) {
                var recipe = recipes.get(name);
                if (recipe == null) {
                    problems.add(at(place, "There is no recipe `%s`.".formatted(name))
                            .hint(nearest(name, recipes.keySet()).orElse("Add its file to `packages.recipes`.")));
                } else if (!recipe.outputs().containsKey(each.name())) {
                    problems.add(at(place, "The recipe `%s` makes no package `%s`.".formatted(name, each.name()))
                            .hint(nearest(each.name(), recipe.outputs().keySet())
                                    .orElse("It makes `%s`."
                                            .formatted(String.join(
                                                    "`, `", recipe.outputs().keySet())))));
                }
            }
        }
        return problems;
    }

    private static Diagnostic at(Optional<Place> place, String message) {
        var error = Diagnostic.error(message);
        return place.map(each -> error.at(each, "")).orElse(error);
    }

    private static Optional<String> nearest(String wrong, Collection<String> names) {
        return NearestName.of(wrong, names).map("Did you mean `%s`?"::formatted);
    }
}
