package dev.jos.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A type that accepts more than another, or less: what is inside its values is that of the other.
abstract class WrappedType<T> extends OptionType<T> {

    private final OptionType<?> wrapped;

    WrappedType(OptionType<?> wrapped) {
        this.wrapped = wrapped;
    }

    @Override
    boolean isFreeform() {
        return wrapped.isFreeform();
    }

    @Override
    boolean isMergedByKey() {
        return wrapped.isMergedByKey();
    }

    @Override
    @Nullable
    OptionType<?> inner(String key) {
        return wrapped.inner(key);
    }

    @Override
    public List<Option<?>> options() {
        return wrapped.options();
    }

    @Override
    public String placeholder() {
        return wrapped.placeholder();
    }
}
