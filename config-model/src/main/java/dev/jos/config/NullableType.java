package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A value that may also be `null`, which means none.
final class NullableType<T> extends WrappedType<Optional<T>> {

    private final OptionType<T> type;

    NullableType(OptionType<T> type) {
        super(type);
        this.type = type;
    }

    @Override
    public String words() {
        return type.words() + ", or `null`";
    }

    @Override
    Optional<T> merge(List<Definition> definitions, Evaluation evaluation) {
        var strongest = Definition.strongest(definitions);
        boolean none = isNull(strongest.getFirst());
        for (Definition definition : strongest) {
            if (isNull(definition) != none) {
                throw evaluation.reject(Messages.conflict(strongest.getFirst(), definition));
            }
        }
        return none ? Optional.empty() : evaluation.merge(type, present(definitions));
    }

    /// Weaker definitions too: types that merge across priorities want to see them.
    private static List<Definition> present(List<Definition> definitions) {
        var present = new ArrayList<Definition>();
        for (Definition definition : definitions) {
            if (!isNull(definition)) {
                present.add(definition);
            }
        }
        return present;
    }

    private static boolean isNull(Definition definition) {
        return isNull(definition.value());
    }

    private static boolean isNull(Value value) {
        return value instanceof Value.Scalar(int _, Data.Nothing _);
    }

    @Override
    boolean accepts(Value value) {
        return isNull(value) || type.accepts(value);
    }

    @Override
    Data.Table schema() {
        return Schemas.anyOf(type.schema(), Schemas.type("null"));
    }

    @Override
    public Data plain(Optional<T> value) {
        return value.map(type::plain).orElse(new Data.Nothing());
    }

    @Override
    Optional<Data> inside(Optional<T> value, List<String> path) {
        return value.isPresent() ? type.inside(value.get(), path) : super.inside(value, path);
    }
}
