package dev.jos.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides guards, each once.
final class Conditions {

    private final Evaluation evaluation;
    private final Map<Guard, Optional<Boolean>> decided = new HashMap<>();

    Conditions(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// Whether definitions with this guard count.
    ///
    /// @throws Rejected when its condition has an error, which is reported once
    boolean hold(@Nullable Guard guard) {
        if (guard == null) {
            return true;
        }
        if (guard.condition().value() instanceof Value.Pending pending) {
            var reads = evaluation.reads();
            pending.references().keySet().forEach(reference -> reads.note(OptionPath.parse(reference)));
        }
        var known = decided.get(guard);
        if (known == null) {
            known = decide(guard);
            decided.put(guard, known);
        }
        return known.orElseThrow(Rejected::new);
    }

    /// The outermost condition that keeps definitions from counting; null when there is none.
    @Nullable
    Guard failing(@Nullable Guard guard) {
        if (guard == null) {
            return null;
        }
        var outer = failing(guard.outer());
        try {
            return outer != null || hold(guard) ? outer : guard;
        } catch (Rejected reported) {
            return guard;
        }
    }

    /// Nothing when the condition has an error, which is reported.
    private Optional<Boolean> decide(Guard guard) {
        try {
            return Optional.of(hold(guard.outer()) && isTrue(guard.condition()) == guard.wanted());
        } catch (Rejected reported) {
            return Optional.empty();
        }
    }

    private boolean isTrue(Definition condition) {
        var resolved = evaluation.references().resolve(condition);
        if (resolved.isEmpty()) {
            return false;
        }
        if (resolved.get().value() instanceof Value.Scalar(int _, Data data)) {
            Boolean truth = Types.truth(data);
            if (truth != null) {
                return truth;
            }
        }
        throw evaluation.reject(Messages.noCondition(condition, resolved.get()));
    }
}
