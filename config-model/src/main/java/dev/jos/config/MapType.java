package dev.jos.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Named entries, sorted by name; definitions of one entry are merged by the entry's type.
public final class MapType<T> extends OptionType<SortedMap<String, T>> {

    private final String keyName;
    private final OptionType<T> element;
    private final @Nullable String keyWords;
    private final Predicate<String> keys;

    MapType(String keyName, OptionType<T> element, @Nullable String keyWords, Predicate<String> keys) {
        this.keyName = keyName;
        this.element = element;
        this.keyWords = keyWords;
        this.keys = keys;
    }

    /// The same with names restricted to those that `keys` accepts; `words` describes them.
    public MapType<T> withKeys(String words, Predicate<String> accepted) {
        return new MapType<>(keyName, element, words, accepted);
    }

    @Override
    public String words() {
        return "a block `{ … }` of named entries, each " + element.words();
    }

    @Override
    SortedMap<String, T> merge(List<Definition> definitions, Evaluation evaluation) {
        boolean rejected = false;
        Map<String, List<Definition>> byKey = new TreeMap<>();
        for (Definition definition : definitions) {
            if (definition.value() instanceof Value.Block block) {
                block.entries().forEach((key, value) -> byKey.computeIfAbsent(key, any -> new ArrayList<>(1))
                        .add(definition.child(key, value)));
            } else {
                evaluation.report(Messages.notAccepted(definition, words()));
                rejected = true;
            }
        }
        var entries = new TreeMap<String, T>();
        for (var entry : byKey.entrySet()) {
            try {
                var first = entry.getValue().getFirst();
                if (!keys.test(entry.getKey())) {
                    throw evaluation.reject(Messages.badKey(first, keyWords == null ? "another name" : keyWords));
                }
                evaluation.merge(element, entry.getValue()).ifPresent(value -> entries.put(entry.getKey(), value));
            } catch (Rejected reported) {
                rejected = true;
            }
        }
        if (rejected) {
            throw new Rejected();
        }
        return Collections.unmodifiableSortedMap(entries);
    }

    @Override
    boolean accepts(Value value) {
        return value instanceof Value.Block;
    }

    @Override
    boolean isMergedByKey() {
        return true;
    }

    @Override
    Data.Table schema() {
        var conditions = Schemas.of(Guard.IF, Schemas.definition("condition"))
                .with(Guard.UNLESS, Schemas.definition("condition"));
        return Schemas.BLOCK.with("properties", conditions).with("additionalProperties", Schemas.value(element));
    }

    @Override
    public Data plain(SortedMap<String, T> value) {
        var entries = new TreeMap<String, Data>();
        value.forEach((key, entry) -> entries.put(key, element.plain(entry)));
        return new Data.Table(entries);
    }

    @Override
    Optional<Data> inside(SortedMap<String, T> value, List<String> path) {
        if (path.isEmpty()) {
            return Optional.of(plain(value));
        }
        T entry = value.get(path.getFirst());
        return entry == null ? Optional.empty() : element.inside(entry, path.subList(1, path.size()));
    }

    @Override
    @Nullable
    OptionType<?> inner(String key) {
        return element;
    }

    @Override
    public List<Option<?>> options() {
        return element.options();
    }

    @Override
    public String placeholder() {
        return ".<" + keyName + ">" + element.placeholder();
    }
}
