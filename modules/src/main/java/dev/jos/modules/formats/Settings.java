package dev.jos.modules.formats;

import dev.jos.config.Data;
import java.util.Collection;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Builds a [Data.Table], to be rendered as JSON, YAML, TOML or INI.
///
/// ```java
/// YamlFile.render(new Settings()
///         .set("port", 9090)
///         .table("storage", storage -> storage.set("path", "/var/lib/app"))
///         .with(config.get(SETTINGS))
///         .toData());
/// ```
public final class Settings {

    private final TreeMap<String, Data> entries = new TreeMap<>();

    /// A text.
    public Settings set(String key, String value) {
        return set(key, Data.of(value));
    }

    /// A whole number.
    public Settings set(String key, long value) {
        return set(key, Data.of(value));
    }

    /// A truth value.
    public Settings set(String key, boolean value) {
        return set(key, Data.of(value));
    }

    /// A list of texts.
    public Settings set(String key, Collection<String> values) {
        return set(key, new Data.Items(values.stream().map(Data::of).toList()));
    }

    /// Any value; it replaces one that was set before.
    public Settings set(String key, Data value) {
        entries.put(key, value);
        return this;
    }

    /// A table in this one.
    public Settings table(String key, Consumer<Settings> content) {
        var inner = new Settings();
        content.accept(inner);
        return set(key, inner.toData());
    }

    /// A list of tables, one for each of `elements`.
    public <E> Settings tables(String key, Collection<E> elements, BiConsumer<Settings, E> content) {
        return set(
                key,
                new Data.Items(elements.stream()
                        .<Data>map(element -> {
                            var inner = new Settings();
                            content.accept(inner, element);
                            return inner.toData();
                        })
                        .toList()));
    }

    /// These settings with others over them, such as those of a user: tables are joined entry by entry, and of
    /// everything else the other's holds.
    public Settings with(Data.Table others) {
        others.entries().forEach((key, value) -> {
            if (value instanceof Data.Table theirs && entries.get(key) instanceof Data.Table ours) {
                var joined = new Settings();
                joined.entries.putAll(ours.entries());
                entries.put(key, joined.with(theirs).toData());
            } else {
                entries.put(key, value);
            }
        });
        return this;
    }

    /// All that has been set.
    public Data.Table toData() {
        return new Data.Table(entries);
    }
}
