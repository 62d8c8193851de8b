package dev.jos.config;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One thing that a configuration can say: its name, type, default, and the text that explains it.
///
/// The name is dotted, and relative to the submodule for an option of a submodule. Options are compared by
/// identity: the constant that declares an option is also the key that reads it.
public final class Option<T> {

    /// Where a value comes from when nobody defines the option.
    sealed interface Default<T> {
        /// Nothing when there is no default.
        Optional<T> in(EvaluatedConfig scope);

        record None<T>() implements Default<T> {
            @Override
            public Optional<T> in(EvaluatedConfig scope) {
                return Optional.empty();
            }
        }

        record Constant<T>(T value) implements Default<T> {
            @Override
            public Optional<T> in(EvaluatedConfig scope) {
                return Optional.of(value);
            }
        }

        record Computed<T>(Function<EvaluatedConfig, T> function, String words) implements Default<T> {
            @Override
            public Optional<T> in(EvaluatedConfig scope) {
                return Optional.of(function.apply(scope));
            }
        }
    }

    private final String name;
    private final OptionType<T> type;
    private final String description;
    private final Default<T> fallback;
    private final @Nullable String example;
    private final boolean readOnly;

    private Option(
            String name,
            OptionType<T> type,
            String description,
            Default<T> fallback,
            @Nullable String example,
            boolean readOnly) {
        this.name = name;
        this.type = type;
        this.description = description;
        this.fallback = fallback;
        this.example = example;
        this.readOnly = readOnly;
    }

    /// An option that has to be defined, until it is given a default.
    public static <T> Option<T> option(String name, OptionType<T> type, String description) {
        return new Option<>(name, type, description, new Default.None<>(), null, false);
    }

    public Option<T> defaultsTo(T value) {
        return new Option<>(name, type, description, new Default.Constant<>(value), example, readOnly);
    }

    /// A default that follows from other options of the same scope; `words` says how, for the reference.
    public Option<T> defaultsTo(Function<EvaluatedConfig, T> function, String words) {
        return new Option<>(name, type, description, new Default.Computed<>(function, words), example, readOnly);
    }

    /// A value as it could stand in a configuration.
    public Option<T> example(String hocon) {
        return new Option<>(name, type, description, fallback, hocon, readOnly);
    }

    /// An option that can be read, by modules and by `${…}`, but not defined.
    public Option<T> readOnly() {
        return new Option<>(name, type, description, fallback, example, true);
    }

    public String name() {
        return name;
    }

    public OptionType<T> type() {
        return type;
    }

    public String description() {
        return description;
    }

    public @Nullable String example() {
        return example;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    Default<T> fallback() {
        return fallback;
    }

    /// The default as it could stand in a configuration or in words; null when the option has to be defined.
    public @Nullable String defaultText() {
        return switch (fallback) {
            case Default.None<T>() -> null;
            case Default.Constant<T>(T value) -> "`" + type.plain(value).hocon() + "`";
            case Default.Computed<T>(var _, String words) -> words;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
