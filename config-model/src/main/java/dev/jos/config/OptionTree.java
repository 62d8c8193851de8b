package dev.jos.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of one scope by their names, as a tree of name segments.
final class OptionTree {

    private final Map<String, OptionTree> children = new LinkedHashMap<>();
    private @Nullable Option<?> option;

    /// @throws IllegalArgumentException when two options have one name, or one is inside another
    static OptionTree of(Collection<Option<?>> options) {
        var root = new OptionTree();
        for (Option<?> option : options) {
            root.add(option);
        }
        return root;
    }

    private void add(Option<?> added) {
        OptionTree node = this;
        int start = 0;
        String name = added.name();
        for (int dot = name.indexOf('.'); start <= name.length(); dot = name.indexOf('.', start)) {
            int end = dot < 0 ? name.length() : dot;
            if (node.option != null) {
                throw new IllegalArgumentException("option " + name + " is inside option " + node.option);
            }
            node = node.children.computeIfAbsent(name.substring(start, end), any -> new OptionTree());
            start = end + 1;
        }
        if (node.option != null || !node.children.isEmpty()) {
            throw new IllegalArgumentException("option " + name + " is declared twice");
        }
        node.option = added;
    }

    @Nullable
    Option<?> option() {
        return option;
    }

    @Nullable
    OptionTree child(String segment) {
        return children.get(segment);
    }

    List<String> names() {
        return List.copyOf(children.keySet());
    }

    /// Every option, in the order of declaration.
    List<Option<?>> options() {
        var all = new ArrayList<Option<?>>();
        collect(all);
        return all;
    }

    private void collect(List<Option<?>> into) {
        if (option != null) {
            into.add(option);
        }
        children.values().forEach(child -> child.collect(into));
    }
}
