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
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<OptionPath, Optional<Data>> parts = new HashMap<>();
    private final Set<Set<OptionPath>> cycles = new HashSet<>();
    private final List<Frame> stack = new ArrayList<>();
    private final List<EvaluatedConfig> scopes = new ArrayList<>();
    private final EvaluatedConfig root;

    Evaluation(ConfigurationFiles files, Collection<Option<?>> options) {
        this.files = files;
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
                if (scope.isDefined(option) || option.fallback() instanceof Option.Default.None) {
                    check(scope, option);
                }
            }
        }
    }

    private void check(EvaluatedConfig scope, Option<?> option) {
        try {
            value(scope, option);
        } catch (Rejected reported) {
            // its diagnostic is there already
        }
    }

    <T> T value(EvaluatedConfig scope, Option<T> option) {
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
            stack.removeLast();
        }
    }

    private void enter(OptionPath path) {
        for (int i = 0; i < stack.size(); i++) {
            if (stack.get(i).path.equals(path)) {
                throw reportCycle(i);
            }
        }
        stack.add(new Frame(path));
    }

    private <T> T compute(EvaluatedConfig scope, Option<T> option) {
        var resolved = resolve(scope.definitions(option));
        if (!resolved.isEmpty()) {
            return option.type().merge(resolved, this);
        }
        return option.fallback()
                .in(scope)
                .orElseThrow(() -> reject(Messages.missing(scope.path(option), option, scope.blockPlace())));
    }

    /// Merges what is inside a value.
    <T> Optional<T> merge(OptionType<T> type, List<Definition> definitions) {
        var resolved = resolve(definitions);
        return resolved.isEmpty() ? Optional.empty() : Optional.of(type.merge(resolved, this));
    }

    /// What a reference to something inside an option finds.
    ///
    /// Only the part in question is evaluated where the type allows it, so that entries of one map may refer to
    /// each other.
    <T> Optional<Data> inside(EvaluatedConfig scope, Option<T> option, List<String> rest) {
        OptionType<?> inner = option.type();
        for (String key : rest) {
            inner = inner == null ? null : inner.inner(key);
        }
        if (rest.isEmpty() || inner == null || !scope.isDefined(option)) {
            return option.type().inside(value(scope, option), rest);
        }
        var path = scope.path(option).child(new OptionPath(rest));
        var known = parts.get(path);
        if (known == null) {
            enter(path);
            try {
                known = part(inner, scope.definitions(option), rest);
            } finally {
                stack.removeLast();
            }
            parts.put(path, known);
        }
        return known;
    }

    private <T> Optional<Data> part(OptionType<T> type, List<Definition> definitions, List<String> path) {
        var inside = definitions;
        for (String key : path) {
            var deeper = new ArrayList<Definition>();
            for (Definition definition : resolve(inside)) {
                var value = definition.value() instanceof Value.Block block
                        ? block.entries().get(key)
                        : null;
                if (value != null) {
                    deeper.add(definition.child(key, value));
                }
            }
            inside = deeper;
        }
        return merge(type, inside).map(type::plain);
    }

    private List<Definition> resolve(List<Definition> definitions) {
        var resolved = new ArrayList<Definition>(definitions.size());
        for (Definition definition : definitions) {
            if (definition.value() instanceof Value.Pending pending) {
                resolve(definition, pending).ifPresent(resolved::add);
            } else {
                resolved.add(definition);
            }
        }
        return resolved;
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
        try {
            Value value = pending.substitution().apply(finals);
            boolean gone = value instanceof Value.Scalar(int _, Data.Nothing _);
            return gone ? Optional.empty() : Optional.of(definition.with(value));
        } catch (Value.UnresolvableException loop) {
            throw reject(Messages.unresolvable(definition));
        }
    }

    private Optional<Data> find(Definition needing, String reference) {
        var frame = stack.isEmpty() ? null : stack.getLast();
        if (frame != null) {
            frame.resolving = needing;
        }
        try {
            return root.find(OptionPath.parse(reference).segments());
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
