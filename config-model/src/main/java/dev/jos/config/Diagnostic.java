package dev.jos.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One problem in a configuration, as a value.
///
/// The `message` is one sentence with backticks around what the user wrote. `primary` is the place to look at
/// first, with what was expected there; `related` are further places, such as the other side of a conflict. The
/// `hint` begins with a verb.
public record Diagnostic(
        Severity severity, String message, Optional<Excerpt> primary, List<Excerpt> related, Optional<String> hint) {

    /// Sorted by place; problems without one come first.
    public static final Comparator<Diagnostic> ORDER = Diagnostic::compare;

    /// A place together with what is to be said about it under the caret; an empty label says nothing.
    public record Excerpt(Place place, String label) {

        private Excerpt at(UnaryOperator<Place> other) {
            return new Excerpt(other.apply(place), label);
        }
    }

    public Diagnostic {
        related = List.copyOf(related);
    }

    public static Diagnostic error(String message) {
        return new Diagnostic(Severity.ERROR, message, Optional.empty(), List.of(), Optional.empty());
    }

    public static Diagnostic warning(String message) {
        return new Diagnostic(Severity.WARNING, message, Optional.empty(), List.of(), Optional.empty());
    }

    /// This problem, shown at `place` with `label` under the caret.
    public Diagnostic at(Place place, String label) {
        return new Diagnostic(severity, message, Optional.of(new Excerpt(place, label)), related, hint);
    }

    /// This problem with one more place that belongs to it.
    public Diagnostic related(Place place, String label) {
        var more = new ArrayList<>(related);
        more.add(new Excerpt(place, label));
        return new Diagnostic(severity, message, primary, more, hint);
    }

    /// This problem with what to do next.
    public Diagnostic hint(String sentence) {
        return new Diagnostic(severity, message, primary, related, Optional.of(sentence));
    }

    /// This problem with other places for its own.
    Diagnostic at(UnaryOperator<Place> other) {
        return new Diagnostic(
                severity,
                message,
                primary.map(excerpt -> excerpt.at(other)),
                related.stream().map(excerpt -> excerpt.at(other)).toList(),
                hint);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    private static int compare(Diagnostic one, Diagnostic other) {
        if (one.primary.isEmpty() || other.primary.isEmpty()) {
            int placed = Boolean.compare(one.primary.isPresent(), other.primary.isPresent());
            return placed == 0 ? one.message.compareTo(other.message) : placed;
        }
        int byPlace = one.primary.get().place().compareTo(other.primary.get().place());
        return byPlace == 0 ? one.message.compareTo(other.message) : byPlace;
    }
}
