package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Values of one type, of which a simpler form may be written: a single word for a list, a path for a block.
final class CoercedType<F, T> extends WrappedType<T> {

    private final OptionType<F> from;
    private final Function<F, T> conversion;
    private final OptionType<T> to;

    CoercedType(OptionType<F> from, Function<F, T> conversion, OptionType<T> to) {
        super(to);
        this.from = from;
        this.conversion = conversion;
        this.to = to;
    }

    @Override
    public String words() {
        return to.words() + "; or short for it, " + from.words();
    }

    @Override
    T merge(List<Definition> definitions, Evaluation evaluation) {
        var converted = new ArrayList<Definition>();
        for (Definition definition : definitions) {
            converted.add(convert(definition, evaluation));
        }
        return to.merge(converted, evaluation);
    }

    private Definition convert(Definition definition, Evaluation evaluation) {
        if (to.accepts(definition.value())) {
            return definition;
        }
        if (!from.accepts(definition.value())) {
            throw evaluation.reject(Messages.notAccepted(definition, words()));
        }
        T value = conversion.apply(from.merge(List.of(definition), evaluation));
        return definition.with(Value.of(to.plain(value)));
    }

    @Override
    Data.Table schema() {
        return Schemas.anyOf(to.schema(), from.schema());
    }

    @Override
    public Data plain(T value) {
        return to.plain(value);
    }

    @Override
    Optional<Data> inside(T value, List<String> path) {
        return to.inside(value, path);
    }

    @Override
    boolean accepts(Value value) {
        return to.accepts(value) || from.accepts(value);
    }

    /// A short form has to be converted as a whole.
    @Override
    @Nullable
    OptionType<?> inner(String key) {
        return null;
    }
}
