package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Values of one of two types, told apart by their shape; the first type is asked first.
///
/// Equally strong definitions of different types are a conflict.
final class EitherType<A, B> extends OptionType<Either<A, B>> {

    private final OptionType<A> first;
    private final OptionType<B> second;

    EitherType(OptionType<A> first, OptionType<B> second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public String words() {
        return first.words() + ", or " + second.words();
    }

    @Override
    Either<A, B> merge(List<Definition> definitions, Evaluation evaluation) {
        var strongest = Definition.strongest(definitions);
        var example = strongest.getFirst();
        boolean isFirst = first.accepts(example.value());
        if (!isFirst && !second.accepts(example.value())) {
            throw evaluation.reject(Messages.notAccepted(example, words()));
        }
        for (Definition definition : strongest) {
            if (isFirst != first.accepts(definition.value())) {
                throw evaluation.reject(
                        second.accepts(definition.value()) || first.accepts(definition.value())
                                ? Messages.conflict(example, definition)
                                : Messages.notAccepted(definition, words()));
            }
        }
        return isFirst
                ? new Either.First<>(first.merge(alike(definitions, first), evaluation))
                : new Either.Second<>(second.merge(unlike(definitions), evaluation));
    }

    /// Weaker definitions too, as far as they are of the same type: types that merge across priorities want them.
    private static List<Definition> alike(List<Definition> definitions, OptionType<?> type) {
        var alike = new ArrayList<Definition>();
        for (Definition definition : definitions) {
            if (type.accepts(definition.value())) {
                alike.add(definition);
            }
        }
        return alike;
    }

    private List<Definition> unlike(List<Definition> definitions) {
        var unlike = new ArrayList<>(definitions);
        unlike.removeAll(alike(definitions, first));
        return alike(unlike, second);
    }

    @Override
    boolean isMergedByKey() {
        return first.isMergedByKey() || second.isMergedByKey();
    }

    @Override
    Data.Table schema() {
        return Schemas.anyOf(first.schema(), second.schema());
    }

    @Override
    public Data plain(Either<A, B> value) {
        return value.fold(first::plain, second::plain);
    }

    @Override
    Optional<Data> inside(Either<A, B> value, List<String> path) {
        return value.fold(one -> first.inside(one, path), other -> second.inside(other, path));
    }

    @Override
    boolean accepts(Value value) {
        return first.accepts(value) || second.accepts(value);
    }

    @Override
    boolean isFreeform() {
        return first.isFreeform() || second.isFreeform();
    }

    @Override
    public List<Option<?>> options() {
        var options = new ArrayList<Option<?>>(first.options());
        options.addAll(second.options());
        return options;
    }

    @Override
    public String placeholder() {
        return first.options().isEmpty() ? second.placeholder() : first.placeholder();
    }
}
