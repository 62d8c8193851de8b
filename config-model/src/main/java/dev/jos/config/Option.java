package dev.jos.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    /// What there may be to say about an option beyond its value.
    private enum Note {
        EXAMPLE,
        READ_ONLY,
        INTERNAL,
        DEPRECATION,
        REMOVAL
    }

    private final String name;
    private final OptionType<T> type;
    private final String description;
    private final Default<T> fallback;
    private final Map<Note, String> notes;
    private final List<String> formerNames;
    private final List<String> namesInNixos;

    private Option(
            String name,
            OptionType<T> type,
            String description,
            Default<T> fallback,
            Map<Note, String> notes,
            List<String> formerNames,
            List<String> namesInNixos) {
        this.name = name;
        this.type = type;
        this.description = description;
        this.fallback = fallback;
        this.notes = notes;
        this.formerNames = formerNames;
        this.namesInNixos = namesInNixos;
    }

    /// An option that has to be defined, until it is given a default.
    public static <T> Option<T> option(String name, OptionType<T> type, String description) {
        return new Option<>(name, type, description, new Default.None<>(), Map.of(), List.of(), List.of());
    }

    /// A name that used to be an option and is none any more: defining it is an error that says `instead`, a
    /// sentence that begins with a verb.
    public static Option<?> removed(String name, String instead) {
        return option(name, Types.data(), "Removed. " + instead)
                .defaultsTo(new Data.Nothing())
                .internal()
                .with(Note.REMOVAL, instead);
    }

    public Option<T> defaultsTo(T value) {
        return new Option<>(name, type, description, new Default.Constant<>(value), notes, formerNames, namesInNixos);
    }

    /// A default that follows from other options of the same scope; `words` says how, for the reference.
    public Option<T> defaultsTo(Function<EvaluatedConfig, T> function, String words) {
        return new Option<>(
                name, type, description, new Default.Computed<>(function, words), notes, formerNames, namesInNixos);
    }

    /// A value as it could stand in a configuration.
    public Option<T> example(String hocon) {
        return with(Note.EXAMPLE, hocon);
    }

    /// An option that can be read, by modules and by `${…}`, but not defined in a file.
    public Option<T> readOnly() {
        return with(Note.READ_ONLY, "");
    }

    /// An option for other modules, which neither the reference nor suggestions show.
    public Option<T> internal() {
        return with(Note.INTERNAL, "");
    }

    /// An option that still works and should not be used; `instead` is a sentence that begins with a verb.
    public Option<T> deprecated(String instead) {
        return with(Note.DEPRECATION, instead);
    }

    /// A name that the option used to have, relative to the same scope: definitions of it still count, with a
    /// warning.
    public Option<T> formerly(String formerName) {
        return new Option<>(name, type, description, fallback, notes, more(formerNames, formerName), namesInNixos);
    }

    /// What NixOS calls it, relative to the same scope: a definition of that is an error that says the name here.
    public Option<T> inNixos(String nixosName) {
        return new Option<>(name, type, description, fallback, notes, formerNames, more(namesInNixos, nixosName));
    }

    private static List<String> more(List<String> names, String name) {
        var all = new ArrayList<>(names);
        all.add(name);
        return List.copyOf(all);
    }

    private Option<T> with(Note note, String text) {
        var more = new EnumMap<Note, String>(Note.class);
        more.putAll(notes);
        more.put(note, text);
        return new Option<>(name, type, description, fallback, more, formerNames, namesInNixos);
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
        return notes.get(Note.EXAMPLE);
    }

    /// The example as data; nothing when there is none, or when it refers to other options.
    Optional<Data> exampleData() {
        String example = example();
        if (example == null) {
            return Optional.empty();
        }
        try {
            var text = new SourceFile(name, name, "example = " + example);
            var value = HoconParser.parse(text).entries().get("example");
            return value == null || value instanceof Value.Pending ? Optional.empty() : Optional.of(value.data());
        } catch (SyntaxException broken) {
            return Optional.empty();
        }
    }

    public boolean isReadOnly() {
        return notes.containsKey(Note.READ_ONLY);
    }

    public boolean isInternal() {
        return notes.containsKey(Note.INTERNAL);
    }

    /// What to do instead, of an option that still works; null when there is nothing against it.
    public @Nullable String deprecation() {
        return notes.get(Note.DEPRECATION);
    }

    /// What to do instead, of an option that is gone; null for one that is not.
    @Nullable
    String removal() {
        return notes.get(Note.REMOVAL);
    }

    public List<String> formerNames() {
        return formerNames;
    }

    /// What NixOS calls it.
    public List<String> namesInNixos() {
        return namesInNixos;
    }

    Default<T> fallback() {
        return fallback;
    }

    /// The default as data; nothing when there is none, or when it follows from other options.
    public Optional<Data> defaultData() {
        return fallback instanceof Default.Constant<T>(T value) ? Optional.of(type.plain(value)) : Optional.empty();
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
