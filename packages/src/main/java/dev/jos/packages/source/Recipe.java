package dev.jos.packages.source;

import dev.jos.host.Sha256;
import dev.jos.packages.DebianVersion;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// How packages are made of a source that the archive does not have.
///
/// @param name of the recipe, and of the source of its packages
/// @param tools packages of the archive whose programs are used
/// @param libraries packages of the archive with development files
/// @param recipes others, with whose packages it is built
/// @param outputs the packages it makes, with patterns of the paths that go into them
/// @param depends what packages need beside the libraries that they are linked with
/// @param timeout of each phase; no part of what is built
public record Recipe(
        String name,
        DebianVersion version,
        String summary,
        Source source,
        SortedSet<String> tools,
        SortedSet<String> libraries,
        List<Recipe> recipes,
        List<Phase> phases,
        SortedMap<String, List<String>> outputs,
        SortedMap<String, List<String>> depends,
        Duration timeout) {

    /// What is built.
    public sealed interface Source {
        Sha256 sha256();
    }

    /// A tar archive.
    public record Archive(URI url, Sha256 sha256) implements Source {}

    /// A directory of this machine.
    ///
    /// @param sha256 of what [SourceDirectory] counts of it
    public record Directory(Path path, Sha256 sha256) implements Source {}

    /// Shell commands.
    ///
    /// @param name `configure`, `build`, `check` or `install`
    public record Phase(String name, String commands) {}

    public Recipe {
        tools = Collections.unmodifiableSortedSet(new TreeSet<>(tools));
        libraries = Collections.unmodifiableSortedSet(new TreeSet<>(libraries));
        recipes = List.copyOf(recipes);
        phases = List.copyOf(phases);
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
        depends = Collections.unmodifiableSortedMap(new TreeMap<>(depends));
    }

    /// Says all of the recipe itself, and of the others that it needs their names: equal for equal recipes.
    String ownText() {
        List<String> lines = new ArrayList<>();
        lines.add("recipe " + name + " " + version.text());
        lines.add("summary " + summary);
        lines.add("source " + source.sha256());
        tools.forEach(each -> lines.add("tool " + each));
        libraries.forEach(each -> lines.add("library " + each));
        recipes.forEach(each -> lines.add("needs " + each.name()));
        phases.forEach(each ->
                lines.add("phase " + each.name() + " " + each.commands().strip().replace("\n", "\n  ")));
        outputs.forEach((output, patterns) -> lines.add("output " + output + " " + String.join(" ", patterns)));
        depends.forEach((output, names) -> lines.add("depends " + output + " " + String.join(" ", names)));
        return String.join("\n", lines) + "\n";
    }

    /// Whether it, or a recipe that it needs, makes a package of this name.
    public boolean makes(String output) {
        return outputs.containsKey(output) || recipes.stream().anyMatch(each -> each.makes(output));
    }

    /// Equal for recipes that are equal together with all that they need.
    public String text() {
        StringBuilder text = new StringBuilder(ownText());
        recipes.forEach(each -> text.append(each.text()));
        return text.toString();
    }

    /// Name and version.
    @Override
    public String toString() {
        return name + " " + version.text();
    }
}
