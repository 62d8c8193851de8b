package dev.jos.config;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A type whose values are read from a single word, number or text. The strongest definition wins; equally strong
/// ones must agree.
final class ScalarType<T> extends OptionType<T> {

    /// Makes a value of what was written, or null when it is none.
    interface Reader<T> {
        @Nullable
        T read(Data data);
    }

    private final String words;
    private final Data.Table schema;
    private final Reader<T> reader;
    private final Function<T, Data> writer;
    private final Supplier<? extends Collection<String>> accepted;
    private final boolean hidden;

    ScalarType(String words, Data.Table schema, Reader<T> reader, Function<T, Data> writer) {
        this(words, schema, List::of, reader, writer);
    }

    /// `accepted` gives words to suggest one of.
    ScalarType(
            String words,
            Data.Table schema,
            Supplier<? extends Collection<String>> accepted,
            Reader<T> reader,
            Function<T, Data> writer) {
        this.words = words;
        this.schema = schema;
        this.accepted = accepted;
        this.reader = reader;
        this.writer = writer;
        this.hidden = false;
    }

    private ScalarType(ScalarType<T> shown) {
        this.words = shown.words;
        this.schema = shown.schema;
        this.accepted = shown.accepted;
        this.reader = shown.reader;
        this.writer = shown.writer;
        this.hidden = true;
    }

    /// The same, of which no message shows a value that is not accepted: it may be a secret.
    ScalarType<T> hidden() {
        return new ScalarType<>(this);
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    T merge(List<Definition> definitions, Evaluation evaluation) {
        Definition winner = null;
        T value = null;
        for (Definition definition : Definition.strongest(definitions)) {
            T next = read(definition, evaluation);
            if (winner != null && !next.equals(value)) {
                throw evaluation.reject(Messages.conflict(winner, definition));
            }
            winner = definition;
            value = next;
        }
        if (value == null) {
            throw new IllegalArgumentException("no definitions");
        }
        return value;
    }

    private T read(Definition definition, Evaluation evaluation) {
        T value = definition.value() instanceof Value.Scalar(int _, Data data) ? reader.read(data) : null;
        if (value == null) {
            if (hidden) {
                definition.hide();
            }
            throw evaluation.reject(Messages.notAccepted(definition, words, meant(definition)));
        }
        return value;
    }

    private @Nullable String meant(Definition definition) {
        return definition.value() instanceof Value.Scalar(int _, Data data)
                ? NearestName.of(data.text(), accepted.get()).orElse(null)
                : null;
    }

    @Override
    boolean accepts(Value value) {
        return value instanceof Value.Scalar(int _, Data data) && reader.read(data) != null;
    }

    @Override
    Data.Table schema() {
        return schema;
    }

    @Override
    public Data plain(T value) {
        return writer.apply(value);
    }
}
