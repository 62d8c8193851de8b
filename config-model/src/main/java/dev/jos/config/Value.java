package dev.jos.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value as it stands in a configuration file, before any type has looked at it. `line` counts from 1.
sealed interface Value {

    int line();

    record Scalar(int line, Data data) implements Value {}

    record Items(int line, List<Value> items) implements Value {}

    record Block(int line, Map<String, Value> entries) implements Value {}

    /// A value that contains `${…}`. `references` are the options it needs, with whether each is optional.
    record Pending(int line, String text, Map<String, Boolean> references, Substitution substitution)
            implements Value {}

    /// Puts final values in the place of references.
    interface Substitution {
        /// The value, free of references.
        ///
        /// @throws UnresolvableException when the value refers to itself
        Value apply(Map<String, Data> values) throws UnresolvableException;
    }

    final class UnresolvableException extends Exception {
        UnresolvableException(String message) {
            super(message);
        }
    }

    /// The value as plain data; pending parts must have been resolved.
    static Data data(Value value) {
        return switch (value) {
            case Scalar(int _, Data data) -> data;
            case Items(int _, List<Value> items) -> {
                var list = new ArrayList<Data>();
                items.forEach(item -> list.add(data(item)));
                yield new Data.Items(list);
            }
            case Block(int _, Map<String, Value> entries) -> {
                var map = new LinkedHashMap<String, Data>();
                entries.forEach((key, entry) -> map.put(key, data(entry)));
                yield new Data.Table(map);
            }
            case Pending pending -> new Data.Text(pending.text());
        };
    }

    /// The value in a few characters, for messages.
    static String show(Value value) {
        String text =
                switch (value) {
                    case Scalar(int _, Data data) -> data.text();
                    case Items items -> data(items).hocon();
                    case Block(int _, Map<String, Value> entries) -> entries.isEmpty() ? "{}" : "{ … }";
                    case Pending pending -> pending.text();
                };
        String line = text.strip().replace('\n', ' ');
        return line.length() > 60 ? line.substring(0, 59) + "…" : line;
    }
}
