package dev.jos.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an option accepts, and how several definitions of it become one value.
public abstract class OptionType<T> {

    OptionType() {}

    /// What is accepted, in words that continue "expected …": `a port number between 1 and 65535`.
    public abstract String words();

    /// Makes one value of one or more definitions, none of which is a reference any more.
    ///
    /// @throws Rejected after having reported why
    abstract T merge(List<Definition> definitions, Evaluation evaluation);

    /// The value as plain data.
    public abstract Data plain(T value);

    /// What a reference to something inside the value finds; nothing when there is no such thing.
    Optional<Data> inside(T value, List<String> path) {
        Optional<Data> found = Optional.of(plain(value));
        for (String key : path) {
            found = found.flatMap(data ->
                    data instanceof Data.Table(var entries) ? Optional.ofNullable(entries.get(key)) : Optional.empty());
        }
        return found;
    }

    /// The type of the entry `key`, when an entry can be evaluated without the others.
    @Nullable
    OptionType<?> inner(String key) {
        return null;
    }

    /// The options of a submodule somewhere in the type, for the reference.
    public List<Option<?>> options() {
        return List.of();
    }

    /// What stands between the option's name and those of its submodule's options: nothing, or a placeholder.
    public String placeholder() {
        return "";
    }
}
