package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Plain data of any shape: blocks are merged key by key, lists joined, and scalars must agree.
final class DataType extends OptionType<Data> {

    @Override
    public String words() {
        return "any value";
    }

    @Override
    Data merge(List<Definition> definitions, Evaluation evaluation) {
        if (definitions.stream().allMatch(definition -> definition.value() instanceof Value.Block)) {
            return table(definitions, evaluation);
        }
        var strongest = Definition.strongest(definitions);
        if (strongest.stream().allMatch(definition -> definition.value() instanceof Value.Items)) {
            return new Data.Items(ListType.elements(this, words(), strongest, evaluation));
        }
        var first = strongest.getFirst();
        for (Definition definition : strongest) {
            if (!definition.value().data().equals(first.value().data())) {
                throw evaluation.reject(Messages.conflict(first, definition));
            }
        }
        return first.value() instanceof Value.Block
                ? table(strongest, evaluation)
                : first.value().data();
    }

    private Data.Table table(List<Definition> definitions, Evaluation evaluation) {
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
                evaluation.merge(this, entry.getValue()).ifPresent(value -> entries.put(entry.getKey(), value));
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
    boolean isFreeform() {
        return true;
    }

    @Override
    boolean isMergedByKey() {
        return true;
    }

    @Override
    Data.Table schema() {
        return Schemas.ANYTHING;
    }

    @Override
    public Data plain(Data value) {
        return value;
    }

    @Override
    @Nullable
    OptionType<?> inner(String key) {
        return this;
    }
}
