package dev.jos.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Plain data, as JSON has it: what free-form settings hold, and what the value of any option looks like from
/// outside.
public sealed interface Data {

    /// The text of a scalar: `true`, `22`, `no`; lists and tables are written as HOCON.
    ///
    /// A method of each kind and not a pattern switch, as are others on the way of every command: the first such
    /// switch of a process costs tens of milliseconds, because its dispatch is generated at run time.
    String text();

    record Text(String value) implements Data {
        @Override
        public String text() {
            return value;
        }

        @Override
        public String hocon() {
            return Hocon.quote(value);
        }
    }

    record Flag(boolean value) implements Data {
        @Override
        public String text() {
            return Boolean.toString(value);
        }
    }

    /// A number with the text it was written as.
    record Numeric(String text) implements Data {}

    record Nothing() implements Data {
        @Override
        public String text() {
            return "null";
        }
    }

    record Items(List<Data> items) implements Data {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String text() {
            return hocon();
        }

        @Override
        public String hocon() {
            return items.stream().map(Data::hocon).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /// Entries sorted by key.
    record Table(Map<String, Data> entries) implements Data {
        public Table {
            entries = Collections.unmodifiableMap(new TreeMap<>(entries));
        }

        @Override
        public String text() {
            return hocon();
        }

        @Override
        public String hocon() {
            var parts = new ArrayList<String>();
            entries.forEach((key, value) ->
                    parts.add((OptionPath.isPlain(key) ? key : Hocon.quote(key)) + " = " + value.hocon()));
            return parts.isEmpty() ? "{}" : "{ " + String.join(", ", parts) + " }";
        }

        /// The same with one entry more, or another value for it.
        public Table with(String key, Data value) {
            var more = new TreeMap<>(entries);
            more.put(key, value);
            return new Table(more);
        }
    }

    /// On one line, as it could stand in a configuration.
    default String hocon() {
        return text();
    }

    /// As the types of the Java library: `String`, `Boolean`, `Number`, `List`, `Map`, and null for nothing.
    default @Nullable Object unwrapped() {
        if (this instanceof Items(List<Data> items)) {
            var list = new ArrayList<@Nullable Object>();
            items.forEach(item -> list.add(item.unwrapped()));
            return list;
        }
        if (this instanceof Table(Map<String, Data> entries)) {
            var map = new TreeMap<String, @Nullable Object>();
            entries.forEach((key, value) -> map.put(key, value.unwrapped()));
            return map;
        }
        if (this instanceof Flag(boolean flag)) {
            return flag;
        }
        if (this instanceof Nothing) {
            return null;
        }
        return this instanceof Numeric(String number) ? Hocon.number(number) : text();
    }

    /// What is inside `data` at a path of keys.
    static Optional<Data> at(Data data, List<String> path) {
        Data found = data;
        for (String key : path) {
            if (!(found instanceof Table(var entries)) || !entries.containsKey(key)) {
                return Optional.empty();
            }
            found = entries.get(key);
        }
        return Optional.ofNullable(found);
    }

    static Data of(String text) {
        return new Text(text);
    }

    static Data of(long number) {
        return new Numeric(Long.toString(number));
    }

    static Data of(boolean flag) {
        return new Flag(flag);
    }
}
