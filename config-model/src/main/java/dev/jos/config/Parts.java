package dev.jos.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Evaluates parts of values where types allow it, so that entries of one map may refer to each other.
final class Parts {

    private final Evaluation evaluation;
    private final Map<OptionPath, Optional<Data>> known = new HashMap<>();
    private final Set<OptionPath> rejected = new HashSet<>();

    Parts(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// What is in the value of an option at the path `rest`; nothing when there is no such thing.
    ///
    /// @throws Rejected when it has an error, which is reported once
    <T> Optional<Data> inside(EvaluatedConfig scope, Option<T> option, List<String> rest) {
        var reads = evaluation.reads();
        var types = types(option.type(), rest);
        if (rest.isEmpty()
                || types.size() <= rest.size()
                || evaluation.definitions(scope, option).isEmpty()) {
            if (!rest.isEmpty()) {
                reads.note(scope.path(option).child(new OptionPath(rest)));
            }
            return option.type().inside(evaluation.value(scope, option), rest);
        }
        var path = scope.path(option).child(new OptionPath(rest));
        reads.note(path);
        if (rejected.contains(path)) {
            throw new Rejected();
        }
        var part = known.get(path);
        if (part == null) {
            part = evaluate(path, types, evaluation.definitions(scope, option), rest);
            known.put(path, part);
        }
        return part;
    }

    private Optional<Data> evaluate(
            OptionPath path, List<OptionType<?>> types, List<Definition> definitions, List<String> rest) {
        evaluation.underWay().enter(path);
        try {
            return part(types, definitions, rest);
        } catch (Rejected reported) {
            rejected.add(path);
            throw reported;
        } finally {
            evaluation.underWay().leave();
        }
    }

    /// The types along a path, as far as an entry can be evaluated without the others.
    private static List<OptionType<?>> types(OptionType<?> outer, List<String> path) {
        var types = new ArrayList<OptionType<?>>();
        OptionType<?> type = outer;
        for (int i = 0; type != null; i++) {
            types.add(type);
            type = i < path.size() ? type.inner(path.get(i)) : null;
        }
        return types;
    }

    private Optional<Data> part(List<OptionType<?>> types, List<Definition> definitions, List<String> path) {
        var inside = definitions;
        for (int i = 0; i < path.size(); i++) {
            String key = path.get(i);
            var deeper = new ArrayList<Definition>();
            for (Definition definition : evaluation.resolve(inside, types.get(i))) {
                var value = definition.value() instanceof Value.Block block
                        ? block.entries().get(key)
                        : null;
                if (value != null) {
                    deeper.add(definition.child(key, value));
                }
            }
            inside = deeper;
        }
        return plain(types.getLast(), inside);
    }

    private <T> Optional<Data> plain(OptionType<T> type, List<Definition> definitions) {
        return evaluation.merge(type, definitions).map(type::plain);
    }
}
