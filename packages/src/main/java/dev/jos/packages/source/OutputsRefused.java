package dev.jos.packages.source;

import java.io.IOException;
import java.util.List;

/// What a recipe installed does not fit to what it says of its packages.
public final class OutputsRefused extends IOException {

    /// Something that does not fit.
    public sealed interface Problem {}

    /// No installed file matches a pattern.
    public record MatchesNothing(String output, String pattern) implements Problem {}

    /// Several packages would have the same file.
    public record ClaimedTwice(String path, List<String> outputs) implements Problem {
        public ClaimedTwice {
            outputs = List.copyOf(outputs);
        }
    }

    /// No package has the file.
    public record Unclaimed(String path) implements Problem {}

    /// It lies where a system has nothing of packages: outside `/usr`, `/etc` and `/var`.
    public record Misplaced(String path) implements Problem {}

    /// It is neither a file, a directory nor a link.
    public record Special(String path) implements Problem {}

    private final String recipe;
    private final transient List<Problem> problems;
    private final transient List<String> installed;

    OutputsRefused(String recipe, List<Problem> problems, List<String> installed) {
        super("the packages of the recipe `%s` do not fit to what it installed".formatted(recipe));
        this.recipe = recipe;
        this.problems = List.copyOf(problems);
        this.installed = List.copyOf(installed);
    }

    /// The name of the recipe.
    public String recipe() {
        return recipe;
    }

    public List<Problem> problems() {
        return problems;
    }

    /// The paths of all that was installed.
    public List<String> installed() {
        return installed;
    }
}
