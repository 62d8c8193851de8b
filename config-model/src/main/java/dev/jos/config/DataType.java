package dev.jos.config;

import java.util.List;

/// Plain data of any shape: blocks are merged key by key, lists joined, and scalars must agree.
final class DataType extends FreeType<Data> {

    @Override
    DataType any() {
        return this;
    }

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

    @Override
    Data.Table schema() {
        return Schemas.ANYTHING;
    }
}
