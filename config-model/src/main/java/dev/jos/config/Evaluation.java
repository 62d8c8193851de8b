package dev.jos.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One evaluation of one configuration: merges definitions into values, resolves references between them, and
/// gathers problems.
final class Evaluation {

    /// Stands for the value of an option that has an error.
    private static final Object REJECTED = new Object();

    private final ConfigurationFiles files;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<EvaluatedConfig> scopes = new ArrayList<>();
    private final Reads reads = new Reads();
    private final UnderWay underWay = new UnderWay(this);
    private final References references = new References(this);
    private final Conditions conditions = new Conditions(this);
    private final Parts parts = new Parts(this);
    private final ModuleDefinitions byModules;
    private final EvaluatedConfig root;

    Evaluation(ConfigurationFiles files, Collection<Option<?>> options, Definitions byModules) {
        this.files = files;
        this.byModules = new ModuleDefinitions(this, byModules);
        this.root = scope(OptionPath.ROOT, OptionTree.of(options), null);
    }

    EvaluatedConfig root() {
        return root;
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    ConfigurationFiles files() {
        return files;
    }

    Reads reads() {
        return reads;
    }

    UnderWay underWay() {
        return underWay;
    }

    References references() {
        return references;
    }

    Conditions conditions() {
        return conditions;
    }

    ModuleDefinitions byModules() {
        return byModules;
    }

    /// The whole configuration, and every block of options in it that was looked at.
    List<EvaluatedConfig> scopes() {
        return List.copyOf(scopes);
    }

    void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    Rejected reject(Diagnostic diagnostic) {
        report(diagnostic);
        return new Rejected();
    }

    EvaluatedConfig scope(OptionPath path, OptionTree options, @Nullable Definition block) {
        var scope = new EvaluatedConfig(this, path, options, block);
        scopes.add(scope);
        return scope;
    }

    /// Evaluates everything that is defined, and all that has to be, so that every problem is reported.
    void checkAll() {
        for (int i = 0; i < scopes.size(); i++) { // checking a scope may add submodules
            var scope = scopes.get(i);
            for (Option<?> option : scope.options().options()) {
                check(() -> value(scope, option));
            }
            check(scope::freeform);
        }
    }

    private static void check(Runnable evaluated) {
        try {
            evaluated.run();
        } catch (Rejected reported) {
            // its diagnostic is there already
        }
    }

    <T> T value(EvaluatedConfig scope, Option<T> option) {
        if (reads.areNoted()) {
            reads.note(scope.path(option));
        }
        Object known = scope.values().get(option);
        if (known == REJECTED) {
            throw new Rejected();
        }
        if (known != null) {
            @SuppressWarnings("unchecked") // the map holds the value of each option under the option
            T value = (T) known;
            return value;
        }
        underWay.enter(scope.path(option));
        try {
            T value = compute(scope, option);
            scope.values().put(option, value);
            return value;
        } catch (Rejected reported) {
            scope.values().put(option, REJECTED);
            throw reported;
        } finally {
            underWay.leave();
        }
    }

    private <T> T compute(EvaluatedConfig scope, Option<T> option) {
        var resolved = resolve(definitions(scope, option), option.type());
        if (!resolved.isEmpty()) {
            return merged(option.type(), resolved);
        }
        return fallback(scope, option)
                .orElseThrow(() -> reject(Messages.missing(scope.path(option), option, scope.blockPlace())));
    }

    private <T> Optional<T> fallback(EvaluatedConfig scope, Option<T> option) {
        try {
            return option.fallback().in(scope);
        } catch (Rejected reported) {
            throw reported;
        } catch (RuntimeException bug) {
            throw reject(Messages.defaultFailed(scope.path(option), bug));
        }
    }

    /// What files and modules say about an option; conditions in files have not been looked at.
    List<Definition> definitions(EvaluatedConfig scope, Option<?> option) {
        return byModules.with(scope.written(option), scope, option);
    }

    boolean isDefined(EvaluatedConfig scope, Option<?> option) {
        if (reads.areNoted()) {
            reads.note(scope.path(option));
        }
        for (Definition definition : definitions(scope, option)) {
            if (conditions.hold(definition.guard())) {
                return true;
            }
        }
        return false;
    }

    boolean isWritten(EvaluatedConfig scope, Option<?> option) {
        for (Definition definition : scope.written(option)) {
            if (definition.marks().priority() < Marks.DEFAULT && conditions.hold(definition.guard())) {
                return true;
            }
        }
        return false;
    }

    Data.Table freeform(EvaluatedConfig scope) {
        var type = scope.options().freeform();
        var entries = new TreeMap<String, Data>();
        if (type != null) {
            scope.unlisted().forEach((key, all) -> merge(type, all).ifPresent(value -> entries.put(key, value)));
        }
        return new Data.Table(entries);
    }

    /// Merges what is inside a value.
    <T> Optional<T> merge(OptionType<T> type, List<Definition> definitions) {
        var resolved = resolve(definitions, type);
        return resolved.isEmpty() ? Optional.empty() : Optional.of(merged(type, resolved));
    }

    private <T> T merged(OptionType<T> type, List<Definition> resolved) {
        try {
            return type.merge(resolved, this);
        } catch (Rejected reported) {
            throw reported;
        } catch (RuntimeException bug) {
            throw reject(Messages.typeFailed(resolved.getLast(), bug));
        }
    }

    /// What a reference to something inside an option finds.
    <T> Optional<Data> inside(EvaluatedConfig scope, Option<T> option, List<String> rest) {
        return parts.inside(scope, option, rest);
    }

    /// The definitions that count, with final values in the place of references.
    List<Definition> resolve(List<Definition> definitions, OptionType<?> type) {
        var resolved = new ArrayList<Definition>(definitions.size());
        for (Definition definition : definitions) {
            if (conditions.hold(definition.guard())) {
                references
                        .resolve(definition)
                        .flatMap(value -> counting(value, type))
                        .ifPresent(resolved::add);
            }
        }
        return resolved;
    }

    /// The definition without conditions, unless those in its own block do not hold.
    private Optional<Definition> counting(Definition definition, OptionType<?> type) {
        if (definition.value() instanceof Value.Block block && block.isGuarded() && !type.isFreeform()) {
            return conditions.hold(Guard.of(definition, block))
                    ? Optional.of(definition.with(block.unguarded()).guardedBy(null))
                    : Optional.empty();
        }
        return Optional.of(definition.guard() == null ? definition : definition.guardedBy(null));
    }
}
