package dev.jos.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an option accepts, and how several definitions of it become one value.
public abstract class OptionType<T> {

    OptionType() {}

    /// What is accepted, in words that continue "expected …": `a port number between 1 and 65535`.
    public abstract String words();

    /// What may be written for a value, as a JSON Schema (draft 2020-12); references come on top of that.
    abstract Data.Table schema();

    /// Makes one value of one or more definitions, none of which is a reference any more.
    ///
    /// @throws Rejected after having reported why
    abstract T merge(List<Definition> definitions, Evaluation evaluation);

    /// The value as plain data.
    public abstract Data plain(T value);

    /// What a reference to something inside the value finds; nothing when there is no such thing.
    Optional<Data> inside(T value, List<String> path) {
        return Data.at(plain(value), path);
    }

    /// Whether a value of this shape may be one of this type; what is inside is not looked at.
    boolean accepts(Value value) {
        return true;
    }

    /// Whether blocks are merged entry by entry, whatever their priority.
    boolean isMergedByKey() {
        return false;
    }

    /// Whether a block of this type holds data of any kind, in which `if` is a key like others.
    boolean isFreeform() {
        return false;
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
