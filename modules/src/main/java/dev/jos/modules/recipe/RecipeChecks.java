package dev.jos.modules.recipe;

import dev.jos.config.Diagnostic;
import dev.jos.config.NearestName;
import dev.jos.modules.RecipeDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;

/// What has to be true of several recipes together.
final class RecipeChecks {

    private final SortedMap<String, WrittenRecipe> recipes;
    private final List<Diagnostic> problems = new ArrayList<>();

    private RecipeChecks(SortedMap<String, WrittenRecipe> recipes) {
        this.recipes = recipes;
    }

    static RecipeChecks of(SortedMap<String, WrittenRecipe> recipes) {
        RecipeChecks checks = new RecipeChecks(recipes);
        recipes.values().forEach(checks::needs);
        recipes.values().forEach(checks::depends);
        checks.outputs();
        if (checks.problems.isEmpty()) {
            checks.cycles();
        }
        return checks;
    }

    List<Diagnostic> problems() {
        return problems;
    }

    private void needs(WrittenRecipe recipe) {
        for (String each : recipe.definition().recipes()) {
            if (!recipes.containsKey(each)) {
                problems.add(recipe.values()
                        .error(RecipeOptions.RECIPES, "There is no recipe `%s`.".formatted(each), "needed here")
                        .hint(NearestName.of(each, recipes.keySet())
                                .map("Did you mean `%s`?"::formatted)
                                .orElse("Add its file to `packages.recipes`.")));
            }
        }
    }

    private void depends(WrittenRecipe recipe) {
        Set<String> outputs = recipe.definition().outputs().keySet();
        for (String each : recipe.definition().depends().keySet()) {
            if (!outputs.contains(each)) {
                problems.add(recipe.values()
                        .error(
                                RecipeOptions.DEPENDS,
                                "The recipe `%s` makes no package `%s`."
                                        .formatted(recipe.definition().name(), each),
                                "not one of its outputs")
                        .hint(NearestName.of(each, outputs)
                                .map("Did you mean `%s`?"::formatted)
                                .orElse("Add it to `outputs`, or remove the line.")));
            }
        }
    }

    private void outputs() {
        Map<String, WrittenRecipe> makers = new HashMap<>();
        for (WrittenRecipe recipe : recipes.values()) {
            for (String output : recipe.definition().outputs().keySet()) {
                WrittenRecipe other = makers.putIfAbsent(output, recipe);
                if (other != null) {
                    Diagnostic twice = recipe.values()
                            .error(
                                    RecipeOptions.OUTPUTS,
                                    "Two recipes make a package `%s`.".formatted(output),
                                    "made here");
                    problems.add(other.values()
                            .place(RecipeOptions.OUTPUTS)
                            .map(place -> twice.related(place, "and here"))
                            .orElse(twice)
                            .hint("Give one of the two another name."));
                }
            }
        }
    }

    private void cycles() {
        Set<String> known = new HashSet<>();
        for (WrittenRecipe each : recipes.values()) {
            if (follow(each, new LinkedHashSet<>(), known)) {
                return;
            }
        }
    }

    /// Whether there is a cycle on the way from `recipe`; it is reported then.
    private boolean follow(WrittenRecipe recipe, SequencedSet<String> way, Set<String> known) {
        RecipeDefinition definition = recipe.definition();
        if (!way.add(definition.name())) {
            List<String> all = new ArrayList<>(way);
            List<String> cycle = new ArrayList<>(all.subList(all.indexOf(definition.name()), all.size()));
            cycle.add(definition.name());
            problems.add(recipe.values()
                    .error(
                            RecipeOptions.RECIPES,
                            "The recipe `%s` needs itself.".formatted(definition.name()),
                            String.join(" needs ", cycle))
                    .hint("Remove one of these needs."));
            return true;
        }
        if (known.add(definition.name())) {
            for (String each : definition.recipes()) {
                WrittenRecipe needed = recipes.get(each);
                if (needed != null && follow(needed, way, known)) {
                    return true;
                }
            }
        }
        way.remove(definition.name());
        return false;
    }
}
