package dev.jos.modules;

import dev.jos.config.ContentReference;
import dev.jos.config.Place;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How packages are made of a source that the Debian archive does not have.
///
/// @param name of the recipe, and of the source of its packages
/// @param file where it stands, as messages show it
/// @param tools Debian packages whose programs are used
/// @param libraries Debian packages with development files
/// @param recipes names of others, whose packages it is built with
/// @param outputs the packages it makes: for each, patterns of the paths that go into it
/// @param depends what packages need beside the libraries that they are linked with: relations of Debian packages
/// @param timeout after which a phase is given up
/// @param places where its parts are written, by their names, such as `phases.build`; `name` is always among them
public record RecipeDefinition(
        String name,
        String file,
        String version,
        String summary,
        Source source,
        List<String> tools,
        List<String> libraries,
        List<String> recipes,
        Phases phases,
        SortedMap<String, List<String>> outputs,
        SortedMap<String, List<String>> depends,
        Duration timeout,
        SortedMap<String, Place> places) {

    /// What is built.
    public sealed interface Source {}

    /// A tar archive.
    ///
    /// @param sha256 of the archive, in hexadecimal
    public record Archive(String url, String sha256) implements Source {}

    /// A directory beside the configuration.
    public record Beside(ContentReference directory) implements Source {}

    /// Shell commands that run in the directory of the source one after the other; those that are empty are left
    /// out.
    ///
    /// @param install puts everything below `$out`
    public record Phases(String configure, String build, String check, String install) {}

    /// Where a part is written, or else its name.
    public Optional<Place> place(String part) {
        return Optional.ofNullable(places.get(part)).or(() -> Optional.ofNullable(places.get("name")));
    }

    public RecipeDefinition {
        tools = List.copyOf(tools);
        libraries = List.copyOf(libraries);
        recipes = List.copyOf(recipes);
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
        places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
        depends = Collections.unmodifiableSortedMap(new TreeMap<>(depends));
    }
}
