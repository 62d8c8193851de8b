package dev.jos.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What modules say about options, as if each were a file with one line. It is computed when first asked for.
final class ModuleDefinitions {

    private final Evaluation evaluation;
    private final Definitions byModules;
    private final Map<Option<?>, List<Definition>> known = new HashMap<>();

    ModuleDefinitions(Evaluation evaluation, Definitions byModules) {
        this.evaluation = evaluation;
        this.byModules = byModules;
    }

    /// What modules say about an option, and then files; conditions in files have not been looked at.
    List<Definition> with(List<Definition> written, EvaluatedConfig scope, Option<?> option) {
        var modules = of(scope, option);
        if (modules.isEmpty()) {
            return written;
        }
        var all = known.get(option);
        if (all == null) {
            var found = new ArrayList<Definition>();
            modules.forEach(definition -> evaluate(scope, option, definition).ifPresent(found::add));
            found.addAll(written);
            all = List.copyOf(found);
            known.put(option, all);
        }
        return all;
    }

    /// Those modules that would define the option, if their conditions held.
    List<Definitions.ByModule> silent(EvaluatedConfig scope, Option<?> option) {
        var silent = new ArrayList<Definitions.ByModule>();
        for (Definitions.ByModule each : of(scope, option)) {
            try {
                if (evaluate(scope, option, each).isEmpty()) {
                    silent.add(each);
                }
            } catch (Rejected reported) {
                // shown as the error that it is
            }
        }
        return silent;
    }

    /// Modules define options of the whole configuration only.
    private List<Definitions.ByModule> of(EvaluatedConfig scope, Option<?> option) {
        return scope == evaluation.root() ? byModules.of(option) : List.of();
    }

    private Optional<Definition> evaluate(EvaluatedConfig scope, Option<?> option, Definitions.ByModule definition) {
        evaluation.reads().begin(OptionPath.of(option.name()));
        try {
            return evaluation
                    .underWay()
                    .needing(
                            asWritten(option, definition, Data.of("…")),
                            () -> definition.data().apply(scope))
                    .map(data -> asWritten(option, definition, data));
        } catch (Rejected reported) {
            throw reported;
        } catch (RuntimeException bug) {
            throw evaluation.reject(Messages.moduleFailed(definition.module(), option, bug));
        } finally {
            evaluation.reads().end();
        }
    }

    private static Definition asWritten(Option<?> option, Definitions.ByModule by, Data data) {
        var path = OptionPath.of(option.name());
        var line = SourceFile.ofModule(by.module(), path + " = " + data.hocon());
        return new Definition(
                path, option, line, path.segments(), Value.of(data), Marks.PLAIN.withPriority(by.priority()), null);
    }
}
