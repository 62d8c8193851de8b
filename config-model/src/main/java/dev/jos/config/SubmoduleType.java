package dev.jos.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A block with options of its own.
final class SubmoduleType extends OptionType<EvaluatedConfig> {

    private final List<Option<?>> options;
    private @Nullable OptionTree tree;

    SubmoduleType(List<Option<?>> options) {
        this.options = List.copyOf(options);
    }

    @Override
    public String words() {
        return "a block `{ … }` of options";
    }

    /// Only sorts the definitions; the options inside are evaluated when they are asked for, and by the final check.
    @Override
    EvaluatedConfig merge(List<Definition> definitions, Evaluation evaluation) {
        var first = definitions.getFirst();
        var scope = evaluation.scope(first.option(), tree(), first);
        for (Definition definition : definitions) {
            if (!(definition.value() instanceof Value.Block block)) {
                throw evaluation.reject(Messages.notAccepted(definition, words()));
            }
            scope.collect(definition, block);
        }
        return scope;
    }

    private OptionTree tree() {
        var known = tree;
        if (known == null) {
            known = OptionTree.of(options);
            tree = known;
        }
        return known;
    }

    @Override
    public Data plain(EvaluatedConfig value) {
        return value.plain();
    }

    @Override
    Optional<Data> inside(EvaluatedConfig value, List<String> path) {
        return path.isEmpty() ? Optional.of(plain(value)) : value.find(path);
    }

    @Override
    public List<Option<?>> options() {
        return options;
    }
}
