package dev.jos.config;

import java.util.List;
import java.util.Optional;

/// Values that only one definition may give, even if others agree.
final class UniqueType<T> extends WrappedType<T> {

    private final OptionType<T> type;
    private final String reason;

    UniqueType(OptionType<T> type, String reason) {
        super(type);
        this.type = type;
        this.reason = reason;
    }

    @Override
    public String words() {
        return type.words() + ", defined once";
    }

    @Override
    T merge(List<Definition> definitions, Evaluation evaluation) {
        var strongest = Definition.strongest(definitions);
        if (strongest.size() > 1) {
            throw evaluation.reject(Messages.notUnique(strongest.get(0), strongest.get(1), reason));
        }
        return type.merge(strongest, evaluation);
    }

    @Override
    Data.Table schema() {
        return type.schema();
    }

    @Override
    public Data plain(T value) {
        return type.plain(value);
    }

    @Override
    Optional<Data> inside(T value, List<String> path) {
        return type.inside(value, path);
    }

    @Override
    boolean accepts(Value value) {
        return type.accepts(value);
    }

    /// Only one definition counts.
    @Override
    boolean isMergedByKey() {
        return false;
    }
}
