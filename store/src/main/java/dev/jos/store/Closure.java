package dev.jos.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What something refers to, and so keeps in the store: trees with all their objects, single objects, systems with
/// what they refer to in turn.
///
/// Written as text, one reference a line: `tree <hex>`, `object <name>`, `system <id>`; lines that begin with `#`
/// are remarks. A root is such a file; so is `closure` in the directory of a system.
public record Closure(SortedSet<TreeId> trees, SortedSet<ObjectId> objects, SortedSet<String> systems) {

    /// The name of the file in the directory of a system.
    public static final String FILE_NAME = "closure";

    public static final Closure EMPTY = new Closure(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    public Closure {
        trees = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(trees));
        objects = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(objects));
        systems = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(systems));
    }

    public static Closure of(Collection<TreeId> trees, Collection<ObjectId> objects, Collection<String> systems) {
        return new Closure(new TreeSet<>(trees), new TreeSet<>(objects), new TreeSet<>(systems));
    }

    public static Closure ofSystem(String id) {
        return of(List.of(), List.of(), List.of(id));
    }

    /// The text form: sorted, so that equal closures have equal texts.
    public String render() {
        StringBuilder text = new StringBuilder();
        trees.forEach(tree -> text.append("tree ").append(tree.hex()).append('\n'));
        objects.forEach(object -> text.append("object ").append(object.name()).append('\n'));
        systems.forEach(system -> text.append("system ").append(system).append('\n'));
        return text.toString();
    }

    /// Reads the text form.
    ///
    /// @throws IllegalArgumentException if a line is anything else; the message names the line
    public static Closure parse(String text) {
        List<TreeId> trees = new ArrayList<>();
        List<ObjectId> objects = new ArrayList<>();
        List<String> systems = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int space = line.indexOf(' ');
            String value = line.substring(space + 1);
            try {
                switch (line.substring(0, Math.max(0, space))) {
                    case "tree" -> trees.add(TreeId.parse(value));
                    case "object" -> objects.add(ObjectId.parse(value));
                    case "system" -> systems.add(systemId(value));
                    default ->
                        throw new IllegalArgumentException(
                                "`" + line + "` is not `tree <hex>`, `object <name>` or `system <id>`");
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        return of(trees, objects, systems);
    }

    private static String systemId(String id) {
        if (id.isEmpty() || id.startsWith(".") || id.indexOf('/') >= 0) {
            throw new IllegalArgumentException("`" + id + "` is no id of a system");
        }
        return id;
    }
}
