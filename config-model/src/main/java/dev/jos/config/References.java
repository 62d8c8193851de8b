package dev.jos.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Puts final values in the place of `${…}`.
final class References {

    private final Evaluation evaluation;
    private final Growth growth = new Growth();

    References(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// The definition with final values; nothing when the whole of it was optional and has no value.
    ///
    /// @throws Rejected when something has no value that must have one
    Optional<Definition> resolve(Definition definition) {
        return definition.value() instanceof Value.Pending pending
                ? resolve(definition, pending)
                : Optional.of(definition);
    }

    /// The definition with final values, or as it is when there are none to be had.
    Definition written(Definition definition) {
        try {
            return resolve(definition).orElse(definition);
        } catch (Rejected reported) {
            return definition;
        }
    }

    private Optional<Definition> resolve(Definition definition, Value.Pending pending) {
        var finals = new LinkedHashMap<String, Data>();
        pending.references().forEach((reference, optional) -> {
            var found = find(definition, reference);
            if (found.isPresent() && !(found.get() instanceof Data.Nothing)) {
                finals.put(reference, found.get());
            } else if (!optional) {
                throw evaluation.reject(
                        found.isPresent()
                                ? Messages.refersToEmpty(definition, reference)
                                : Messages.refersToNothing(definition, reference, nearest(reference)));
            }
        });
        if (!growth.admits(pending, finals)) {
            throw evaluation.reject(Messages.tooLarge(definition));
        }
        try {
            Value value = pending.substitution().apply(finals);
            boolean gone = value instanceof Value.Scalar(int _, Data.Nothing _);
            return gone ? Optional.empty() : Optional.of(definition.with(value));
        } catch (Value.UnresolvableException loop) {
            throw evaluation.reject(Messages.unresolvable(definition));
        }
    }

    private Optional<Data> find(Definition needing, String reference) {
        return evaluation.underWay().needing(needing, () -> evaluation
                .root()
                .find(OptionPath.parse(reference).segments()));
    }

    private Optional<String> nearest(String reference) {
        var names = new ArrayList<String>();
        evaluation.root().options().options().forEach(option -> names.add(option.name()));
        return NearestName.of(reference, names);
    }
}
