package dev.jos.config;

import java.util.ArrayList;
import java.util.List;

/// Elements in order; the lists of equally strong definitions are joined, in the order of the files.
final class ListType<T> extends OptionType<List<T>> {

    private final OptionType<T> element;

    ListType(OptionType<T> element) {
        this.element = element;
    }

    @Override
    public String words() {
        return "a list, each element " + element.words();
    }

    @Override
    List<T> merge(List<Definition> definitions, Evaluation evaluation) {
        return elements(element, words(), definitions, evaluation);
    }

    /// Every element of every list, all of them tried before one is rejected.
    static <T> List<T> elements(
            OptionType<T> element, String words, List<Definition> definitions, Evaluation evaluation) {
        var elements = new ArrayList<T>();
        boolean rejected = false;
        for (Definition definition : Definition.strongest(definitions)) {
            if (!(definition.value() instanceof Value.Items(int _, List<Value> items))) {
                evaluation.report(Messages.listExpected(definition, words));
                rejected = true;
                continue;
            }
            for (int i = 0; i < items.size(); i++) {
                try {
                    evaluation
                            .merge(element, List.of(definition.element(i, items.get(i))))
                            .ifPresent(elements::add);
                } catch (Rejected reported) {
                    rejected = true;
                }
            }
        }
        if (rejected) {
            throw new Rejected();
        }
        return List.copyOf(elements);
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
    public Data plain(List<T> value) {
        return new Data.Items(value.stream().map(element::plain).toList());
    }

    @Override
    public List<Option<?>> options() {
        return element.options();
    }

    @Override
    public String placeholder() {
        return "[]" + element.placeholder();
    }
}
