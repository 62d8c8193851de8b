package dev.jos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A block whose options depend on the word that one of them, the tag, holds.
final class TaggedType extends OptionType<Tagged> {

    private final String tagName;
    private final Option<String> tag;
    private final List<Alternative> alternatives;
    private final Map<String, OptionTree> trees = new TreeMap<>();

    TaggedType(String tagName, List<Alternative> alternatives) {
        this.tagName = tagName;
        this.alternatives = List.copyOf(alternatives);
        var tags = alternatives.stream().map(Alternative::tag).toList();
        var type = new ScalarType<>(
                "one of " + Messages.quoted(tags),
                Schemas.words(tags),
                () -> tags,
                data -> tags.contains(data.text()) ? data.text() : null,
                Data::of);
        this.tag = Option.option(tagName, type, "Which kind it is; the other options depend on that.")
                .example(tags.getFirst());
    }

    @Override
    public String words() {
        return "a block `{ … }` whose `%s` is %s".formatted(tagName, tag.type().words());
    }

    @Override
    Tagged merge(List<Definition> definitions, Evaluation evaluation) {
        var tags = new ArrayList<Definition>();
        for (Definition definition : definitions) {
            if (!(definition.value() instanceof Value.Block block)) {
                throw evaluation.reject(Messages.notAccepted(definition, words()));
            }
            Value value = block.entries().get(tagName);
            if (value != null) {
                tags.add(definition.child(tagName, value));
            }
        }
        var first = definitions.getFirst();
        String chosen = evaluation
                .merge(tag.type(), tags)
                .orElseThrow(() -> evaluation.reject(
                        Messages.missing(first.option().child(tagName), tag, Optional.of(first.keyPlace()))));
        var scope = evaluation.scope(first.option(), tree(chosen), first);
        for (Definition definition : definitions) {
            if (definition.value() instanceof Value.Block block) {
                scope.collect(definition, block);
            }
        }
        return new Tagged(chosen, scope);
    }

    private OptionTree tree(String chosen) {
        return trees.computeIfAbsent(chosen, any -> {
            var options = new ArrayList<Option<?>>(List.of(tag));
            alternatives.stream()
                    .filter(alternative -> alternative.tag().equals(chosen))
                    .forEach(alternative -> options.addAll(alternative.options()));
            return OptionTree.of(options);
        });
    }

    @Override
    boolean isMergedByKey() {
        return true;
    }

    @Override
    Data.Table schema() {
        return Schemas.anyOf(alternatives.stream()
                .map(alternative -> Schemas.block(tree(alternative.tag())))
                .toArray(Data.Table[]::new));
    }

    @Override
    public Data plain(Tagged value) {
        return value.values().plain();
    }

    @Override
    Optional<Data> inside(Tagged value, List<String> path) {
        return path.isEmpty() ? Optional.of(plain(value)) : value.values().find(path);
    }

    @Override
    boolean accepts(Value value) {
        return value instanceof Value.Block;
    }

    @Override
    public List<Option<?>> options() {
        var options = new ArrayList<Option<?>>(List.of(tag));
        alternatives.forEach(alternative -> options.addAll(alternative.options()));
        return options;
    }
}
