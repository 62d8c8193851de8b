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

    /// Whether the option's name is another one now.
    private boolean former;

    /// What names that are no option may hold; null when there may be none.
    private @Nullable OptionType<? extends Data> freeform;

    static OptionTree of(Collection<Option<?>> options, @Nullable OptionType<? extends Data> freeform) {
        var root = of(options);
        root.freeform = freeform;
        return root;
    }

    /// @throws IllegalArgumentException when two options have one name, or one is inside another
    static OptionTree of(Collection<Option<?>> options) {
        var root = new OptionTree();
        for (Option<?> option : options) {
            root.add(option, option.name(), false);
        }
        for (Option<?> option : options) {
            option.formerNames().forEach(name -> root.add(option, name, true));
        }
        return root;
    }

    private void add(Option<?> added, String name, boolean formerName) {
        OptionTree node = this;
        int start = 0;
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
        node.former = formerName;
    }

    @Nullable
    Option<?> option() {
        return option;
    }

    @Nullable
    OptionType<? extends Data> freeform() {
        return freeform;
    }

    boolean isFormer() {
        return former;
    }

    @Nullable
    OptionTree child(String segment) {
        return children.get(segment);
    }

    /// What is below, by the next segment of the name.
    Map<String, OptionTree> children() {
        return children;
    }

    /// The names that may be suggested here.
    List<String> names() {
        var names = new ArrayList<String>();
        children.forEach((name, child) -> {
            if (child.isShown()) {
                names.add(name);
            }
        });
        return names;
    }

    /// Whether there is an option here that anybody should know of.
    boolean isShown() {
        return option == null
                ? children.values().stream().anyMatch(OptionTree::isShown)
                : !former && !option.isInternal();
    }

    /// Every option, in the order of declaration.
    List<Option<?>> options() {
        var all = new ArrayList<Option<?>>();
        collect(all);
        return all;
    }

    private void collect(List<Option<?>> into) {
        if (option != null && !former) {
            into.add(option);
        }
        children.values().forEach(child -> child.collect(into));
    }
}
