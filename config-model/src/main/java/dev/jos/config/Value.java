package dev.jos.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value as it stands in a configuration file, before any type has looked at it. `line` counts from 1.
sealed interface Value {

    int line();

    /// The value as plain data; pending parts must have been resolved.
    Data data();

    record Scalar(int line, Data data) implements Value {}

    record Items(int line, List<Value> items) implements Value {
        @Override
        public Data data() {
            var list = new ArrayList<Data>();
            items.forEach(item -> list.add(item.data()));
            return new Data.Items(list);
        }
    }

    record Block(int line, Map<String, Value> entries) implements Value {

        /// Whether the block has conditions of its own.
        boolean isGuarded() {
            return entries.containsKey(Guard.IF) || entries.containsKey(Guard.UNLESS);
        }

        /// The block without its conditions.
        Block unguarded() {
            var others = new LinkedHashMap<>(entries);
            others.keySet().removeIf(Guard::isKey);
            return new Block(line, others);
        }

        @Override
        public Data data() {
            var map = new LinkedHashMap<String, Data>();
            entries.forEach((key, entry) -> map.put(key, entry.data()));
            return new Data.Table(map);
        }
    }

    /// A value that contains `${…}`. `references` are the options it needs, with whether each is optional.
    record Pending(int line, String text, Map<String, Boolean> references, Substitution substitution) implements Value {
        @Override
        public Data data() {
            return new Data.Text(text);
        }
    }

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

    /// A value that holds `data`, as if it stood on one line.
    static Value of(Data data) {
        if (data instanceof Data.Items(List<Data> list)) {
            var items = new ArrayList<Value>();
            list.forEach(item -> items.add(of(item)));
            return new Items(1, items);
        }
        if (data instanceof Data.Table(Map<String, Data> table)) {
            var entries = new LinkedHashMap<String, Value>();
            table.forEach((key, entry) -> entries.put(key, of(entry)));
            return new Block(1, entries);
        }
        return new Scalar(1, data);
    }

    /// The value in a few characters, for messages.
    static String show(Value value) {
        String text =
                switch (value) {
                    case Scalar(int _, Data data) -> data.text();
                    case Items items -> items.data().hocon();
                    case Block(int _, Map<String, Value> entries) -> entries.isEmpty() ? "{}" : "{ … }";
                    case Pending pending -> pending.text();
                };
        String line = text.strip().replace('\n', ' ');
        return line.length() > 60 ? line.substring(0, 59) + "…" : line;
    }
}
