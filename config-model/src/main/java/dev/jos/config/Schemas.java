package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Pieces of JSON Schemas (draft 2020-12, <https://json-schema.org/draft/2020-12>).
final class Schemas {

    /// Scalars that HOCON reads as text where text is wanted.
    static final Data.Table TEXT = Schemas.type("string", "number", "boolean");

    static final Data.Table STRING = Schemas.type("string");
    static final Data.Table ABSOLUTE_PATH = STRING.with("pattern", Data.of("^/"));
    static final Data.Table BLOCK = Schemas.type("object");
    static final Data.Table ANYTHING = new Data.Table(Map.of());

    /// What stands for the value of another option.
    static final Data.Table REFERENCE = STRING.with("pattern", Data.of("\\$\\{"));

    private Schemas() {}

    static Data.Table type(String... names) {
        var types = new ArrayList<Data>();
        for (String name : names) {
            types.add(Data.of(name));
        }
        return of("type", types.size() == 1 ? types.getFirst() : new Data.Items(types));
    }

    static Data.Table of(String keyword, Data value) {
        return new Data.Table(Map.of(keyword, value));
    }

    static Data.Table anyOf(Data.Table... schemas) {
        return of("anyOf", new Data.Items(List.of(schemas)));
    }

    static Data.Table words(Iterable<String> words) {
        var accepted = new ArrayList<Data>();
        words.forEach(word -> accepted.add(Data.of(word)));
        return of("enum", new Data.Items(accepted));
    }

    static Data.Table definition(String name) {
        return of("$ref", Data.of("#/$defs/" + name));
    }

    /// What may be written where a value of the type belongs: such a value, or a reference.
    static Data.Table value(OptionType<?> type) {
        var schema = type.schema();
        boolean anyText = schema.entries().isEmpty() || schema.equals(TEXT) || schema.equals(STRING);
        return anyText ? schema : anyOf(schema, definition("reference"));
    }

    /// A block of the options of one scope, and of groups of options below it.
    static Data.Table block(OptionTree options) {
        var schema = BLOCK.with("properties", new Data.Table(properties(options)));
        return options.freeform() == null ? schema.with("additionalProperties", Data.of(false)) : schema;
    }

    /// The options and groups in a block, and the conditions that may stand there.
    static Map<String, Data> properties(OptionTree options) {
        var properties = new TreeMap<String, Data>();
        options.children().forEach((name, child) -> {
            var option = child.option();
            if (option == null && child.isShown()) {
                properties.put(name, block(child));
            } else if (option != null && !option.isInternal() && !option.isReadOnly()) {
                properties.put(name, property(option, child.isFormer()));
            }
        });
        properties.put(Guard.IF, definition("condition"));
        properties.put(Guard.UNLESS, definition("condition"));
        return properties;
    }

    private static Data.Table property(Option<?> option, boolean formerName) {
        var schema = value(option.type());
        if (formerName) {
            return schema.with("description", Data.of("Called `%s` now.".formatted(option)))
                    .with("deprecated", Data.of(true));
        }
        schema = schema.with("description", Data.of(option.description()));
        var fallback = option.defaultData();
        if (fallback.isPresent()) {
            schema = schema.with("default", fallback.get());
        }
        var example = option.exampleData();
        if (example.isPresent()) {
            schema = schema.with("examples", new Data.Items(List.of(example.get())));
        }
        return option.deprecation() == null ? schema : schema.with("deprecated", Data.of(true));
    }
}
