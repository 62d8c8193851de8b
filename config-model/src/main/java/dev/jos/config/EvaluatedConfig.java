package dev.jos.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private final Map<Option<?>, List<Definition>> written = new HashMap<>();
    private final Map<String, List<Definition>> freeform = new TreeMap<>();
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

    /// Whether a file or a module says something about the option that counts.
    public boolean isDefined(Option<?> option) {
        return evaluation.isDefined(this, option);
    }

    /// Whether a file defines the option, as more than a default, and that counts.
    public boolean isWritten(Option<?> option) {
        return evaluation.isWritten(this, option);
    }

    /// What the block says beyond its options, when it may: see [Types#submodule] and `withFreeform`.
    public Data.Table freeform() {
        return evaluation.freeform(this);
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

    /// All options of this scope as plain data, groups of options as tables; without those that are internal.
    public Data.Table plain() {
        var entries = new HashMap<>(plain(options));
        entries.putAll(freeform().entries());
        return new Data.Table(entries);
    }

    private Map<String, Data> plain(OptionTree group) {
        var entries = new HashMap<String, Data>();
        group.children().forEach((name, child) -> {
            if (child.isShown()) {
                var option = child.option();
                entries.put(name, option == null ? new Data.Table(plain(child)) : plain(option));
            }
        });
        return entries;
    }

    private <T> Data plain(Option<T> option) {
        return option.type().plain(get(option));
    }

    /// Where the option is defined, or else where the submodule is.
    public Optional<Place> place(Option<?> option) {
        var known = evaluation.definitions(this, option);
        if (!known.isEmpty()) {
            return Optional.of(known.getLast().place());
        }
        return Optional.ofNullable(block).map(Definition::keyPlace);
    }

    /// Does `work`, and notes that what it reads is read by the module of this name.
    public void readBy(String module, Runnable work) {
        evaluation.reads().begin(module);
        try {
            work.run();
        } finally {
            evaluation.reads().end();
        }
    }

    Evaluation evaluation() {
        return evaluation;
    }

    OptionPath path() {
        return path;
    }

    OptionPath path(Option<?> option) {
        return path.child(OptionPath.of(option.name()));
    }

    Optional<Place> blockPlace() {
        return Optional.ofNullable(block).map(Definition::keyPlace);
    }

    /// What the files say about the option, whether it counts or not.
    List<Definition> written(Option<?> option) {
        return written.getOrDefault(option, List.of());
    }

    /// What the files say beyond the options, by key.
    Map<String, List<Definition>> unlisted() {
        return freeform;
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

    private void collect(Definition group, Value.Block block, OptionTree node) {
        var guarded = block.isGuarded() ? group.guardedBy(Guard.of(group, block)) : group;
        block.entries().forEach((key, value) -> {
            if (!Guard.isKey(key)) {
                sort(guarded.child(key, value), key, node);
            }
        });
    }

    private void sort(Definition definition, String key, OptionTree node) {
        var child = node.child(key);
        var option = child == null ? null : child.option();
        if (child == null) {
            unlisted(definition, key, node);
        } else if (option != null) {
            if (define(definition, option, child.isFormer())) {
                written.computeIfAbsent(option, any -> new ArrayList<>(1)).add(definition.of(path(option), option));
            }
        } else if (definition.value() instanceof Value.Block inner) {
            collect(definition, inner, child);
        } else {
            evaluation.report(Messages.group(definition, child.names()));
        }
    }

    private void unlisted(Definition definition, String key, OptionTree node) {
        if (options.freeform() != null && node == options) {
            freeform.computeIfAbsent(key, any -> new ArrayList<>(1)).add(definition);
        } else {
            var elsewhere = NixosNames.in(definition, path, options);
            if (elsewhere.isEmpty()) {
                evaluation.report(Messages.unknown(definition, node.names()));
            } else {
                elsewhere.forEach(evaluation::report);
            }
        }
    }

    /// Whether a file may define the option; says what there is to say about that.
    private boolean define(Definition definition, Option<?> option, boolean formerName) {
        String removal = option.removal();
        if (removal != null) {
            evaluation.report(Messages.removed(definition, removal));
            return false;
        }
        if (option.isReadOnly()) {
            evaluation.report(Messages.readOnly(definition));
            return false;
        }
        if (formerName) {
            evaluation.report(Messages.renamed(definition, path(option)));
        }
        String instead = option.deprecation();
        if (instead != null) {
            evaluation.report(Messages.deprecated(definition, instead));
        }
        return true;
    }

    /// What `${…}` finds at a path of this scope.
    Optional<Data> find(List<String> segments) {
        OptionTree node = options;
        for (int i = 0; i < segments.size(); i++) {
            node = node.child(segments.get(i));
            if (node == null) {
                return i == 0 ? unlisted(segments) : Optional.empty();
            }
            if (node.option() != null) {
                return evaluation.inside(this, node.option(), segments.subList(i + 1, segments.size()));
            }
        }
        return Optional.empty();
    }

    private Optional<Data> unlisted(List<String> segments) {
        return freeform.isEmpty() ? Optional.empty() : Data.at(freeform(), segments);
    }
}
