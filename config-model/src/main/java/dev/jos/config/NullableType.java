package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value that may also be `null`, which means none.
final class NullableType<T> extends OptionType<Optional<T>> {

    private final OptionType<T> type;

    NullableType(OptionType<T> type) {
        this.type = type;
    }

    @Override
    public String words() {
        return type.words() + ", or `null`";
    }

    @Override
    Optional<T> merge(List<Definition> definitions, Evaluation evaluation) {
        var strongest = Definition.strongest(definitions);
        var present = new ArrayList<Definition>();
        for (Definition definition : strongest) {
            if (!isNull(definition)) {
                present.add(definition);
            } else if (!isNull(strongest.getFirst())) {
                throw evaluation.reject(Messages.conflict(strongest.getFirst(), definition));
            }
        }
        if (!present.isEmpty() && present.size() < strongest.size()) {
            throw evaluation.reject(Messages.conflict(strongest.getFirst(), present.getFirst()));
        }
        return present.isEmpty() ? Optional.empty() : evaluation.merge(type, all(definitions, present));
    }

    /// Types that merge across priorities get to see everything that is not `null`.
    private static List<Definition> all(List<Definition> definitions, List<Definition> present) {
        var all = new ArrayList<Definition>();
        for (Definition definition : definitions) {
            if (present.contains(definition) || !isNull(definition)) {
                all.add(definition);
            }
        }
        return all;
    }

    private static boolean isNull(Definition definition) {
        return definition.value() instanceof Value.Scalar(int _, Data.Nothing _);
    }

    @Override
    public Data plain(Optional<T> value) {
        return value.map(type::plain).orElse(new Data.Nothing());
    }

    @Override
    Optional<Data> inside(Optional<T> value, List<String> path) {
        return value.isPresent() ? type.inside(value.get(), path) : super.inside(value, path);
    }

    @Override
    @Nullable
    OptionType<?> inner(String key) {
        return type.inner(key);
    }

    @Override
    public List<Option<?>> options() {
        return type.options();
    }

    @Override
    public String placeholder() {
        return type.placeholder();
    }
}
