package dev.jos.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The values of options: of a whole configuration, or of one submodule in it.
///
/// Values are merged when first asked for, and remembered. Reading is pure: neither clock, network nor environment
/// takes part.
public final class EvaluatedConfig {

    private final Evaluation evaluation;
    private final OptionPath path;
    private final OptionTree options;
    private final @Nullable Definition block;
    private final Map<Option<?>, List<Definition>> definitions = new HashMap<>();
    private final Map<Option<?>, Object> values = new HashMap<>();

    EvaluatedConfig(Evaluation evaluation, OptionPath path, OptionTree options, @Nullable Definition block) {
        this.evaluation = evaluation;
        this.path = path;
        this.options = options;
        this.block = block;
    }

    /// The final value of an option of this scope.
    ///
    /// @throws IllegalStateException when the configuration has errors and this option is one of them
    public <T> T get(Option<T> option) {
        return evaluation.value(this, option);
    }

    /// Whether any file says something about the option.
    public boolean isDefined(Option<?> option) {
        return definitions.containsKey(option);
    }

    /// The last segment of where a submodule is: its key in a map. Empty for the whole configuration.
    public String name() {
        return path.isEmpty() ? "" : path.last();
    }

    /// An error about the value of an option, shown where that is defined, or else where the submodule is.
    public Diagnostic error(Option<?> option, String message, String label) {
        var place = place(option);
        var error = Diagnostic.error(message);
        return place.isPresent() ? error.at(place.get(), label) : error;
    }

    /// A warning about the value of an option.
    public Diagnostic warning(Option<?> option, String message, String label) {
        var place = place(option);
        var warning = Diagnostic.warning(message);
        return place.isPresent() ? warning.at(place.get(), label) : warning;
    }

    /// The name of an option of this scope as a user writes it from the top.
    public String nameOf(Option<?> option) {
        return path.child(OptionPath.of(option.name())).toString();
    }

    /// All options of this scope as plain data, by their dotted names.
    public Data.Table plain() {
        var entries = new HashMap<String, Data>();
        for (Option<?> option : options.options()) {
            entries.put(option.name(), plain(option));
        }
        return new Data.Table(entries);
    }

    private <T> Data plain(Option<T> option) {
        return option.type().plain(get(option));
    }

    /// Where the option is defined, or else where the submodule is.
    public Optional<Place> place(Option<?> option) {
        var known = definitions.get(option);
        if (known != null) {
            return Optional.of(known.getLast().place());
        }
        return Optional.ofNullable(block).map(Definition::keyPlace);
    }

    OptionPath path(Option<?> option) {
        return path.child(OptionPath.of(option.name()));
    }

    Optional<Place> blockPlace() {
        return Optional.ofNullable(block).map(Definition::keyPlace);
    }

    List<Definition> definitions(Option<?> option) {
        return definitions.getOrDefault(option, List.of());
    }

    OptionTree options() {
        return options;
    }

    Map<Option<?>, Object> values() {
        return values;
    }

    /// Sorts the entries of a block to the options they define.
    void collect(Definition whole, Value.Block entries) {
        collect(whole, entries, options);
    }

    private void collect(Definition group, Value.Block entries, OptionTree node) {
        entries.entries().forEach((key, value) -> {
            var definition = group.child(key, value);
            var child = node.child(key);
            var option = child == null ? null : child.option();
            if (child == null) {
                evaluation.report(Messages.unknown(definition, node.names()));
            } else if (option != null && option.isReadOnly()) {
                evaluation.report(Messages.readOnly(definition));
            } else if (option != null) {
                definitions.computeIfAbsent(option, any -> new ArrayList<>(1)).add(definition.of(option));
            } else if (value instanceof Value.Block inner) {
                collect(definition, inner, child);
            } else {
                evaluation.report(Messages.group(definition, child.names()));
            }
        });
    }

    /// What `${…}` finds at a path of this scope.
    Optional<Data> find(List<String> segments) {
        OptionTree node = options;
        for (int i = 0; i < segments.size(); i++) {
            node = node.child(segments.get(i));
            if (node == null) {
                return Optional.empty();
            }
            if (node.option() != null) {
                return evaluation.inside(this, node.option(), segments.subList(i + 1, segments.size()));
            }
        }
        return Optional.empty();
    }
}
