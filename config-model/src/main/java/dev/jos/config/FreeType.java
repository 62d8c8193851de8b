package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Plain data without options: blocks are merged key by key, and `if` is a key like others.
abstract class FreeType<T extends Data> extends OptionType<T> {

    /// The type of what is in blocks.
    abstract DataType any();

    final Data.Table table(List<Definition> definitions, Evaluation evaluation) {
        Map<String, List<Definition>> byKey = new TreeMap<>();
        for (Definition definition : definitions) {
            if (definition.value() instanceof Value.Block block) {
                block.entries().forEach((key, value) -> byKey.computeIfAbsent(key, any -> new ArrayList<>(1))
                        .add(definition.child(key, value)));
            }
        }
        var entries = new TreeMap<String, Data>();
        boolean rejected = false;
        for (var entry : byKey.entrySet()) {
            try {
                evaluation.merge(any(), entry.getValue()).ifPresent(value -> entries.put(entry.getKey(), value));
            } catch (Rejected reported) {
                rejected = true;
            }
        }
        if (rejected) {
            throw new Rejected();
        }
        return new Data.Table(entries);
    }

    @Override
    final boolean isFreeform() {
        return true;
    }

    @Override
    final boolean isMergedByKey() {
        return true;
    }

    @Override
    public final Data plain(T value) {
        return value;
    }

    @Override
    final OptionType<?> inner(String key) {
        return any();
    }
}
