package dev.jos.config;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Elements of which each counts once, in the order in which they are first named.
final class SetType<T> extends OptionType<Set<T>> {

    private final OptionType<T> element;

    SetType(OptionType<T> element) {
        this.element = element;
    }

    @Override
    public String words() {
        return "a list, each element " + element.words();
    }

    @Override
    Set<T> merge(List<Definition> definitions, Evaluation evaluation) {
        return Collections.unmodifiableSet(
                new LinkedHashSet<>(ListType.elements(element, words(), definitions, evaluation)));
    }

    @Override
    boolean accepts(Value value) {
        return value instanceof Value.Items;
    }

    @Override
    Data.Table schema() {
        return Schemas.type("array").with("items", Schemas.value(element));
    }

    @Override
    public Data plain(Set<T> value) {
        return new Data.Items(value.stream().map(element::plain).toList());
    }
}
