package dev.jos.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A block with options of its own.
public final class SubmoduleType extends OptionType<EvaluatedConfig> {

    private final List<Option<?>> options;
    private final @Nullable OptionType<? extends Data> freeform;
    private @Nullable OptionTree tree;

    SubmoduleType(List<Option<?>> options, @Nullable OptionType<? extends Data> freeform) {
        this.options = List.copyOf(options);
        this.freeform = freeform;
    }

    /// The same with room for names that are no options: they hold data of any kind, which
    /// [EvaluatedConfig#freeform] gives.
    public SubmoduleType withFreeform() {
        return new SubmoduleType(options, Types.data());
    }

    @Override
    public String words() {
        return freeform == null ? "a block `{ … }` of options" : "a block `{ … }` of options and further settings";
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
            known = OptionTree.of(options, freeform);
            tree = known;
        }
        return known;
    }

    @Override
    boolean isMergedByKey() {
        return true;
    }

    @Override
    Data.Table schema() {
        return Schemas.block(tree());
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
    boolean accepts(Value value) {
        return value instanceof Value.Block;
    }

    @Override
    public List<Option<?>> options() {
        return options;
    }
}
