package dev.jos.system;

import dev.jos.config.ContentReference;
import dev.jos.host.Sha256;
import dev.jos.modules.PackageOverride;
import dev.jos.modules.RecipeDefinition;
import dev.jos.modules.SystemDefinition;
import dev.jos.packages.DebianVersion;
import dev.jos.packages.source.Recipe;
import dev.jos.packages.source.SourceDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// The recipes of a system.
public final class SystemRecipes {

    private final Map<String, RecipeDefinition> definitions = new TreeMap<>();
    private final Map<String, Recipe> recipes = new HashMap<>();
    private final Function<ContentReference, Path> beside;

    private SystemRecipes(Function<ContentReference, Path> beside) {
        this.beside = beside;
    }

    /// The recipes of `definition`; reads nothing yet.
    ///
    /// @param beside where a file of the configuration is on this machine
    public static SystemRecipes of(SystemDefinition definition, Function<ContentReference, Path> beside) {
        SystemRecipes recipes = new SystemRecipes(beside);
        definition.recipes().forEach(each -> recipes.definitions.put(each.name(), each));
        return recipes;
    }

    /// The names that the system installs and recipes make: those come from there, unless an override names
    /// another origin.
    static SortedSet<String> installed(SystemDefinition definition) {
        SortedSet<String> names = new TreeSet<>();
        definition.recipes().forEach(each -> names.addAll(each.outputs().keySet()));
        names.retainAll(definition.packages());
        for (PackageOverride each : definition.packageOverrides()) {
            if (!(each.origin() instanceof PackageOverride.FromRecipe)) {
                names.remove(each.name());
            }
        }
        return names;
    }

    /// The recipe that makes a package; reads its source if that is a directory.
    Recipe making(String output) throws IOException {
        for (RecipeDefinition each : definitions.values()) {
            if (each.outputs().containsKey(output)) {
                return named(each.name());
            }
        }
        throw new IllegalArgumentException("no recipe makes `%s`".formatted(output));
    }

    /// The recipe of this name, which is there; reads its source if that is a directory.
    public Recipe named(String name) throws IOException {
        Recipe known = recipes.get(name);
        if (known != null) {
            return known;
        }
        RecipeDefinition definition = definitions.get(name);
        if (definition == null) {
            throw new IllegalArgumentException("there is no recipe `%s`".formatted(name));
        }
        List<Recipe> needed = new ArrayList<>();
        for (String each : definition.recipes()) {
            needed.add(named(each));
        }
        Recipe recipe = new Recipe(
                name,
                DebianVersion.parse(definition.version()),
                definition.summary(),
                source(definition.source()),
                new TreeSet<>(definition.tools()),
                new TreeSet<>(definition.libraries()),
                needed,
                phases(definition.phases()),
                definition.outputs(),
                definition.depends(),
                definition.timeout());
        recipes.put(name, recipe);
        return recipe;
    }

    private Recipe.Source source(RecipeDefinition.Source source) throws IOException {
        return switch (source) {
            case RecipeDefinition.Archive(String url, String sha256) ->
                new Recipe.Archive(URI.create(url), Sha256.parse(sha256));
            case RecipeDefinition.Beside(ContentReference directory) -> {
                Path path = beside.apply(directory);
                yield new Recipe.Directory(path, SourceDirectory.digest(path));
            }
        };
    }

    private static List<Recipe.Phase> phases(RecipeDefinition.Phases phases) {
        return Stream.of(
                        new Recipe.Phase("configure", phases.configure()),
                        new Recipe.Phase("build", phases.build()),
                        new Recipe.Phase("check", phases.check()),
                        new Recipe.Phase("install", phases.install()))
                .filter(each -> !each.commands().isBlank())
                .toList();
    }
}
