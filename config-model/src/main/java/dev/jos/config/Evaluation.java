package dev.jos.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One evaluation of one configuration: merges definitions into values, resolves references between them, and
/// gathers problems.
final class Evaluation {

    /// A value under way, by name: who needs it is the frame before.
    private static final class Frame {
        final OptionPath path;

        @Nullable
        Definition resolving;

        Frame(OptionPath path) {
            this.path = path;
        }
    }

    /// Stands for the value of an option that has an error.
    private static final Object REJECTED = new Object();

    private final ConfigurationFiles files;
    private final Definitions byModules;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<OptionPath, Optional<Data>> parts = new HashMap<>();
    private final Set<OptionPath> rejectedParts = new HashSet<>();
    private final Set<Set<OptionPath>> cycles = new HashSet<>();
    private final Map<Option<?>, List<Definition>> definitions = new HashMap<>();
    private final Map<Guard, Optional<Boolean>> guards = new HashMap<>();
    private final List<Frame> stack = new ArrayList<>();
    private final List<EvaluatedConfig> scopes = new ArrayList<>();
    private final Reads reads = new Reads();
    private final Growth growth = new Growth();
    private final EvaluatedConfig root;

    Evaluation(ConfigurationFiles files, Collection<Option<?>> options, Definitions byModules) {
        this.files = files;
        this.byModules = byModules;
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
        enter(scope.path(option));
        try {
            T value = compute(scope, option);
            scope.values().put(option, value);
            return value;
        } catch (Rejected reported) {
            scope.values().put(option, REJECTED);
            throw reported;
        } finally {
            leave();
        }
    }

    private void enter(OptionPath path) {
        for (int i = 0; i < stack.size(); i++) {
            if (stack.get(i).path.equals(path)) {
                throw reportCycle(i);
            }
        }
        if (stack.size() >= Growth.LONGEST_CHAIN) {
            throw reject(Messages.chainTooLong(path, stack.getLast().path, stack.getLast().resolving));
        }
        stack.add(new Frame(path));
        reads.begin(path);
    }

    private void leave() {
        stack.removeLast();
        reads.end();
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
        var written = scope.written(option);
        var modules = scope == root ? byModules.of(option) : List.<Definitions.ByModule>of();
        if (modules.isEmpty()) {
            return written;
        }
        var known = definitions.get(option);
        if (known == null) {
            var all = new ArrayList<Definition>();
            modules.forEach(definition -> byModule(scope, option, definition).ifPresent(all::add));
            all.addAll(written);
            known = List.copyOf(all);
            definitions.put(option, known);
        }
        return known;
    }

    private Optional<Definition> byModule(EvaluatedConfig scope, Option<?> option, Definitions.ByModule definition) {
        reads.begin(OptionPath.of(option.name()));
        try {
            return needing(
                            definition(option, definition, Data.of("…")),
                            () -> definition.data().apply(scope))
                    .map(data -> definition(option, definition, data));
        } catch (Rejected reported) {
            throw reported;
        } catch (RuntimeException bug) {
            throw reject(Messages.moduleFailed(definition.module(), option, bug));
        } finally {
            reads.end();
        }
    }

    /// Shown as if the module were a file with this one line.
    private static Definition definition(Option<?> option, Definitions.ByModule by, Data data) {
        var path = OptionPath.of(option.name());
        var line = SourceFile.ofModule(by.module(), path + " = " + data.hocon());
        return new Definition(
                path, option, line, path.segments(), Value.of(data), Marks.PLAIN.withPriority(by.priority()), null);
    }

    /// Those modules that would define the option, if their conditions held.
    List<Definitions.ByModule> silentModules(EvaluatedConfig scope, Option<?> option) {
        var silent = new ArrayList<Definitions.ByModule>();
        for (Definitions.ByModule each : scope == root ? byModules.of(option) : List.<Definitions.ByModule>of()) {
            try {
                if (byModule(scope, option, each).isEmpty()) {
                    silent.add(each);
                }
            } catch (Rejected reported) {
                // shown as the error that it is
            }
        }
        return silent;
    }

    /// The definition with final values in the place of references, or as it is when there are none to be had.
    Definition written(Definition definition) {
        try {
            return definition.value() instanceof Value.Pending pending
                    ? resolve(definition, pending).orElse(definition)
                    : definition;
        } catch (Rejected reported) {
            return definition;
        }
    }

    /// The outermost condition that keeps definitions from counting; null when there is none.
    @Nullable
    Guard failing(@Nullable Guard guard) {
        if (guard == null) {
            return null;
        }
        var outer = failing(guard.outer());
        try {
            return outer != null || holds(guard) ? outer : guard;
        } catch (Rejected reported) {
            return guard;
        }
    }

    boolean isDefined(EvaluatedConfig scope, Option<?> option) {
        if (reads.areNoted()) {
            reads.note(scope.path(option));
        }
        for (Definition definition : definitions(scope, option)) {
            if (holds(definition.guard())) {
                return true;
            }
        }
        return false;
    }

    boolean isWritten(EvaluatedConfig scope, Option<?> option) {
        for (Definition definition : scope.written(option)) {
            if (definition.marks().priority() < Marks.DEFAULT && holds(definition.guard())) {
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
    ///
    /// Only the part in question is evaluated where the type allows it, so that entries of one map may refer to
    /// each other.
    <T> Optional<Data> inside(EvaluatedConfig scope, Option<T> option, List<String> rest) {
        var types = types(option.type(), rest);
        if (rest.isEmpty()
                || types.size() <= rest.size()
                || definitions(scope, option).isEmpty()) {
            if (!rest.isEmpty()) {
                reads.note(scope.path(option).child(new OptionPath(rest)));
            }
            return option.type().inside(value(scope, option), rest);
        }
        var path = scope.path(option).child(new OptionPath(rest));
        reads.note(path);
        var known = parts.get(path);
        if (known == null) {
            if (rejectedParts.contains(path)) {
                throw new Rejected();
            }
            enter(path);
            try {
                known = part(types, definitions(scope, option), rest);
            } catch (Rejected reported) {
                rejectedParts.add(path);
                throw reported;
            } finally {
                leave();
            }
            parts.put(path, known);
        }
        return known;
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
            for (Definition definition : resolve(inside, types.get(i))) {
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
        return merge(type, definitions).map(type::plain);
    }

    /// The definitions that count, with final values in the place of references.
    private List<Definition> resolve(List<Definition> definitions, OptionType<?> type) {
        var resolved = new ArrayList<Definition>(definitions.size());
        for (Definition definition : definitions) {
            if (!holds(definition.guard())) {
                continue;
            }
            if (definition.value() instanceof Value.Pending pending) {
                resolve(definition, pending)
                        .flatMap(value -> counting(value, type))
                        .ifPresent(resolved::add);
            } else {
                counting(definition, type).ifPresent(resolved::add);
            }
        }
        return resolved;
    }

    /// The definition without conditions, unless those in its own block do not hold.
    private Optional<Definition> counting(Definition definition, OptionType<?> type) {
        if (definition.value() instanceof Value.Block block && block.isGuarded() && !type.isFreeform()) {
            return holds(Guard.of(definition, block))
                    ? Optional.of(definition.with(block.unguarded()).guardedBy(null))
                    : Optional.empty();
        }
        return Optional.of(definition.guard() == null ? definition : definition.guardedBy(null));
    }

    private boolean holds(@Nullable Guard guard) {
        if (guard == null) {
            return true;
        }
        if (guard.condition().value() instanceof Value.Pending pending) {
            pending.references().keySet().forEach(reference -> reads.note(OptionPath.parse(reference)));
        }
        var known = guards.get(guard);
        if (known == null) {
            known = decide(guard);
            guards.put(guard, known);
        }
        return known.orElseThrow(Rejected::new);
    }

    /// Nothing when the condition has an error, which is reported.
    private Optional<Boolean> decide(Guard guard) {
        try {
            return Optional.of(holds(guard.outer()) && condition(guard.condition()) == guard.wanted());
        } catch (Rejected reported) {
            return Optional.empty();
        }
    }

    private boolean condition(Definition condition) {
        var resolved = condition.value() instanceof Value.Pending pending
                ? resolve(condition, pending)
                : Optional.of(condition);
        if (resolved.isEmpty()) {
            return false;
        }
        if (resolved.get().value() instanceof Value.Scalar(int _, Data data)) {
            Boolean truth = Types.truth(data);
            if (truth != null) {
                return truth;
            }
        }
        throw reject(Messages.noCondition(condition, resolved.get()));
    }

    /// Puts final values in the place of references; nothing is left when the whole of it was optional and has no
    /// value.
    private Optional<Definition> resolve(Definition definition, Value.Pending pending) {
        var finals = new LinkedHashMap<String, Data>();
        pending.references().forEach((reference, optional) -> {
            var found = find(definition, reference);
            if (found.isPresent() && !(found.get() instanceof Data.Nothing)) {
                finals.put(reference, found.get());
            } else if (!optional) {
                throw reject(
                        found.isPresent()
                                ? Messages.refersToEmpty(definition, reference)
                                : Messages.refersToNothing(definition, reference, nearest(reference)));
            }
        });
        if (!growth.admits(pending, finals)) {
            throw reject(Messages.tooLarge(definition));
        }
        try {
            Value value = pending.substitution().apply(finals);
            boolean gone = value instanceof Value.Scalar(int _, Data.Nothing _);
            return gone ? Optional.empty() : Optional.of(definition.with(value));
        } catch (Value.UnresolvableException loop) {
            throw reject(Messages.unresolvable(definition));
        }
    }

    private Optional<Data> find(Definition needing, String reference) {
        return needing(needing, () -> root.find(OptionPath.parse(reference).segments()));
    }

    /// Notes which definition asks for the options that `lookup` reads, for the report of a circle.
    private <T> T needing(Definition definition, Supplier<T> lookup) {
        var frame = stack.isEmpty() ? null : stack.getLast();
        if (frame != null) {
            frame.resolving = definition;
        }
        try {
            return lookup.get();
        } finally {
            if (frame != null) {
                frame.resolving = null;
            }
        }
    }

    private Optional<String> nearest(String reference) {
        var names = new ArrayList<String>();
        root.options().options().forEach(option -> names.add(option.name()));
        return NearestName.of(reference, names);
    }

    /// A circle is reported once, wherever evaluation enters it.
    private Rejected reportCycle(int from) {
        Map<OptionPath, Optional<Definition>> steps = new LinkedHashMap<>();
        for (Frame frame : stack.subList(from, stack.size())) {
            steps.put(frame.path, Optional.ofNullable(frame.resolving));
        }
        return cycles.add(Set.copyOf(steps.keySet())) ? reject(Messages.cycle(steps)) : new Rejected();
    }
}
