package dev.jos.modules.recipe;

import dev.jos.config.Configuration;
import dev.jos.config.ConfigurationFiles;
import dev.jos.config.ConfigurationLoader;
import dev.jos.config.ContentReference;
import dev.jos.config.Definitions;
import dev.jos.config.Diagnostic;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Place;
import dev.jos.modules.RecipeDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads recipes. Problems are part of the result, and a recipe with problems is not.
public final class RecipeLoader {

    private final ConfigurationFiles files;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final SortedMap<String, WrittenRecipe> recipes = new TreeMap<>();

    private RecipeLoader(ConfigurationFiles files) {
        this.files = files;
    }

    /// What was read.
    ///
    /// @param recipes in no particular order; each needs only others among them, and none itself
    public record Answer(List<RecipeDefinition> recipes, List<Diagnostic> problems) {
        public Answer {
            recipes = List.copyOf(recipes);
            problems = List.copyOf(problems);
        }
    }

    /// Reads the recipes in these files, which are there.
    public static Answer load(ConfigurationFiles files, List<ContentReference> references) {
        RecipeLoader loader = new RecipeLoader(files);
        references.forEach(each -> loader.read(each.path()));
        if (loader.problems.isEmpty()) {
            loader.problems.addAll(RecipeChecks.of(loader.recipes).problems());
        }
        List<RecipeDefinition> good = loader.problems.stream().anyMatch(Diagnostic::isError)
                ? List.of()
                : loader.recipes.values().stream()
                        .map(WrittenRecipe::definition)
                        .toList();
        return new Answer(good, loader.problems);
    }

    private void read(String path) {
        Configuration read = ConfigurationLoader.parse(files, path).evaluate(RecipeOptions.ALL, Definitions.none());
        read.diagnostics()
                .forEach(each ->
                        problems.add(each.primary().isPresent() ? each : each.at(top(path), "missing in this recipe")));
        if (read.hasErrors()) {
            return;
        }
        EvaluatedConfig values = read.values();
        source(values).ifPresent(source -> {
            WrittenRecipe recipe = new WrittenRecipe(definition(values, source, files.shownAs(path)), values);
            WrittenRecipe other = recipes.putIfAbsent(recipe.definition().name(), recipe);
            if (other != null) {
                Diagnostic twice = values.error(
                        RecipeOptions.NAME,
                        "Two recipes are called `%s`."
                                .formatted(recipe.definition().name()),
                        "called so here");
                problems.add(other.values()
                        .place(RecipeOptions.NAME)
                        .map(place -> twice.related(place, "and here"))
                        .orElse(twice)
                        .hint("Give one of them another name."));
            }
        });
    }

    /// The first line of a recipe: what is missing in it is missing there.
    private Place top(String path) {
        String line = "";
        try {
            line = new String(files.read(path), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException unreadable) {
            // It was read a moment ago; the name of the file is what matters.
        }
        return new Place(files.shownAs(path), 1, 1, line.length(), line);
    }

    private Optional<RecipeDefinition.Source> source(EvaluatedConfig values) {
        var url = values.get(RecipeOptions.URL);
        var sha256 = values.get(RecipeOptions.SHA256);
        var directory = values.get(RecipeOptions.DIRECTORY);
        if (url.isPresent() && directory.isPresent()) {
            problems.add(values.error(RecipeOptions.DIRECTORY, "The recipe has two sources.", "a directory here")
                    .hint("Remove one of `source.url` and `source.directory`."));
        } else if (url.isPresent() && sha256.isEmpty()) {
            problems.add(values.error(
                            RecipeOptions.URL,
                            "The source of the recipe has no hash.",
                            "any file could come from there")
                    .hint(
                            "Add `source.sha256`, the SHA-256 of the archive in hexadecimal: `curl -L %s | sha256sum` says it."
                                    .formatted(url.get())));
        } else if (url.isPresent()) {
            return Optional.of(new RecipeDefinition.Archive(url.get(), sha256.orElseThrow()));
        } else if (sha256.isPresent()) {
            problems.add(values.error(
                            RecipeOptions.SHA256, "The recipe has the hash of an archive, but no archive.", "not used")
                    .hint("Add `source.url`, or remove the line: a directory needs no hash."));
        } else if (directory.isPresent()) {
            return Optional.of(new RecipeDefinition.Beside(directory.get()));
        } else {
            problems.add(values.error(RecipeOptions.NAME, "The recipe has no source.", "nothing to build it of")
                    .hint("Add `source.directory`, or `source.url` with `source.sha256`."));
        }
        return Optional.empty();
    }

    private static RecipeDefinition definition(EvaluatedConfig values, RecipeDefinition.Source source, String shown) {
        String name = values.get(RecipeOptions.NAME);
        SortedMap<String, List<String>> outputs = values.get(RecipeOptions.OUTPUTS);
        return new RecipeDefinition(
                name,
                shown,
                values.get(RecipeOptions.VERSION),
                values.get(RecipeOptions.SUMMARY),
                source,
                values.get(RecipeOptions.TOOLS),
                values.get(RecipeOptions.LIBRARIES),
                values.get(RecipeOptions.RECIPES),
                new RecipeDefinition.Phases(
                        values.get(RecipeOptions.CONFIGURE),
                        values.get(RecipeOptions.BUILD),
                        values.get(RecipeOptions.CHECK),
                        values.get(RecipeOptions.INSTALL)),
                outputs.isEmpty() ? new TreeMap<>(Collections.singletonMap(name, List.of("*"))) : outputs,
                values.get(RecipeOptions.DEPENDS),
                values.get(RecipeOptions.TIMEOUT),
                places(values));
    }

    private static SortedMap<String, Place> places(EvaluatedConfig values) {
        SortedMap<String, Place> places = new TreeMap<>();
        RecipeOptions.ALL.stream().filter(values::isDefined).forEach(option -> values.place(option)
                .ifPresent(place -> places.put(option.name(), place)));
        return places;
    }
}
