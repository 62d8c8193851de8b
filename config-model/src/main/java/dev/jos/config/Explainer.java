package dev.jos.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds out why something in a configuration has the value it has.
final class Explainer {

    /// An option of some scope, and what is meant inside of it.
    private record Target(EvaluatedConfig scope, Option<?> option, List<String> rest) {}

    private static final Comparator<Explanation.Statement> BY_WEIGHT = Comparator.comparing(
                    (Explanation.Statement each) -> each.outcome() == Explanation.Outcome.OFF)
            .thenComparing(each -> each.outcome() == Explanation.Outcome.WEAKER)
            .thenComparingInt(each -> each.outcome() == Explanation.Outcome.WEAKER ? each.priority() : each.order());

    private final Evaluation evaluation;

    Explainer(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// Nothing when there is no option at or around the path.
    Optional<Explanation> explain(OptionPath path) {
        return target(path).map(target -> explain(path, target));
    }

    /// The options at and below a path that somebody says something about, by name.
    List<String> defined(OptionPath path) {
        var names = new TreeSet<String>();
        for (EvaluatedConfig scope : evaluation.scopes()) {
            for (Option<?> option : scope.options().options()) {
                var name = scope.path(option);
                if (name.startsWith(path)
                        && option.type().options().isEmpty()
                        && !definitions(scope, option).isEmpty()) {
                    names.add(name.toString());
                }
            }
        }
        return List.copyOf(names);
    }

    /// Only what files say, when a module cannot say anything because of an error elsewhere.
    private List<Definition> definitions(EvaluatedConfig scope, Option<?> option) {
        try {
            return evaluation.definitions(scope, option);
        } catch (Rejected reported) {
            return scope.written(option);
        }
    }

    private Explanation explain(OptionPath path, Target target) {
        var type = target.option().type();
        var definitions = definitions(target.scope(), target.option());
        for (String key : target.rest()) {
            definitions = inside(definitions, key, type);
            var inner = type.inner(key);
            type = inner == null ? type : inner;
        }
        var statements = new ArrayList<>(statements(definitions, type));
        if (target.rest().isEmpty()) {
            evaluation
                    .byModules()
                    .silent(target.scope(), target.option())
                    .forEach(each -> statements.add(silent(each)));
        }
        statements.sort(BY_WEIGHT);
        var reads = evaluation.reads();
        return new Explanation(
                path.toString(),
                target.option(),
                value(target),
                statements,
                List.copyOf(target.rest().isEmpty() ? reads.of(path) : references(definitions)),
                List.copyOf(reads.optionsWith(path)),
                List.copyOf(reads.modulesWith(path)));
    }

    /// The innermost block of options that the path leads into, and the option there.
    private Optional<Target> target(OptionPath path) {
        Target best = null;
        for (EvaluatedConfig scope : evaluation.scopes()) {
            if (path.startsWith(scope.path()) && !isOneOfSeveral(scope)) {
                var found = target(scope, path.segments());
                boolean deeper = best == null
                        || scope.path().length() > best.scope().path().length();
                best = found != null && deeper ? found : best;
            }
        }
        return Optional.ofNullable(best);
    }

    private static @Nullable Target target(EvaluatedConfig scope, List<String> segments) {
        OptionTree node = scope.options();
        for (int i = scope.path().length(); node != null && i < segments.size(); i++) {
            node = node.child(segments.get(i));
            if (node != null && node.option() != null) {
                return new Target(scope, node.option(), segments.subList(i + 1, segments.size()));
            }
        }
        return null;
    }

    /// Elements of a list have no name to tell them apart.
    private boolean isOneOfSeveral(EvaluatedConfig scope) {
        var blocks = new LinkedHashSet<Place>();
        for (EvaluatedConfig other : evaluation.scopes()) {
            if (other.path().equals(scope.path())) {
                other.blockPlace().ifPresent(blocks::add);
            }
        }
        return blocks.size() > 1;
    }

    private Optional<Data> value(Target target) {
        try {
            return evaluation.inside(target.scope(), target.option(), target.rest());
        } catch (Rejected reported) {
            return Optional.empty();
        }
    }

    private List<Definition> inside(List<Definition> definitions, String key, OptionType<?> type) {
        var inner = new ArrayList<Definition>();
        for (Definition definition : definitions) {
            var block = evaluation.references().written(definition).value() instanceof Value.Block found ? found : null;
            var value = block == null ? null : block.entries().get(key);
            if (block != null && value != null) {
                var guarded = block.isGuarded() && !type.isFreeform()
                        ? definition.guardedBy(Guard.of(definition, block))
                        : definition;
                inner.add(guarded.child(key, value));
            }
        }
        return inner;
    }

    private List<Explanation.Statement> statements(List<Definition> definitions, OptionType<?> type) {
        var counting = new ArrayList<Definition>();
        var statements = new ArrayList<Explanation.Statement>();
        for (Definition definition : definitions) {
            var failing = evaluation.conditions().failing(guard(definition, type));
            if (failing == null) {
                counting.add(definition);
            } else {
                statements.add(statement(
                        definition,
                        Explanation.Outcome.OFF,
                        Optional.of(failing.condition().place())));
            }
        }
        boolean byKey = type.isMergedByKey()
                && counting.stream()
                        .allMatch(each -> evaluation.references().written(each).value() instanceof Value.Block);
        var strongest = byKey ? counting : Definition.strongest(counting);
        for (Definition definition : counting) {
            var outcome = !strongest.contains(definition)
                    ? Explanation.Outcome.WEAKER
                    : strongest.size() > 1 ? Explanation.Outcome.JOINED : Explanation.Outcome.WINS;
            statements.add(statement(definition, outcome, Optional.empty()));
        }
        return statements;
    }

    private static @Nullable Guard guard(Definition definition, OptionType<?> type) {
        return definition.value() instanceof Value.Block block && block.isGuarded() && !type.isFreeform()
                ? Guard.of(definition, block)
                : definition.guard();
    }

    private static Explanation.Statement statement(
            Definition definition, Explanation.Outcome outcome, Optional<Place> condition) {
        return new Explanation.Statement(
                definition.file().module(),
                definition.place(),
                definition.shown(),
                definition.marks().priority(),
                definition.marks().order(),
                outcome,
                condition);
    }

    private static Explanation.Statement silent(Definitions.ByModule silent) {
        return new Explanation.Statement(
                Optional.of(silent.module()),
                new Place("module " + silent.module(), 1, 1, 1, ""),
                "…",
                silent.priority(),
                Marks.PLAIN.order(),
                Explanation.Outcome.OFF,
                Optional.empty());
    }

    private static Set<String> references(List<Definition> definitions) {
        var names = new TreeSet<String>();
        for (Definition definition : definitions) {
            if (definition.value() instanceof Value.Pending pending) {
                names.addAll(pending.references().keySet());
            }
            for (Guard guard = definition.guard(); guard != null; guard = guard.outer()) {
                if (guard.condition().value() instanceof Value.Pending pending) {
                    names.addAll(pending.references().keySet());
                }
            }
        }
        return names;
    }
}
