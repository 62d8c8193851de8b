package dev.jos.config;

import java.util.List;
import java.util.Optional;

/// Why something in a configuration has the value it has.
///
/// @param path what is explained, as HOCON writes it
/// @param option the option that it is, or that it is a part of
/// @param value the final value; nothing when it has an error or is not there
/// @param statements what was said about it, what counts first, each in the order in which it counts
/// @param uses the options whose values were needed
/// @param usedBy the options whose values needed this one
/// @param modules those that read it to make the system
public record Explanation(
        String path,
        Option<?> option,
        Optional<Data> value,
        List<Statement> statements,
        List<String> uses,
        List<String> usedBy,
        List<String> modules) {

    public Explanation {
        statements = List.copyOf(statements);
        uses = List.copyOf(uses);
        usedBy = List.copyOf(usedBy);
        modules = List.copyOf(modules);
    }

    /// What became of a statement.
    public enum Outcome {
        /// It is the value.
        WINS,
        /// It is a part of the value, beside others.
        JOINED,
        /// A statement of a stronger priority exists.
        WEAKER,
        /// Its condition does not hold.
        OFF
    }

    /// What a file or a module said.
    ///
    /// @param source the module that says it; nothing for a file
    /// @param place where; the line of a module stands for what it computed
    /// @param value what was written, references and all
    /// @param condition the condition that does not hold, where a file says it
    public record Statement(
            Optional<String> source,
            Place place,
            String value,
            int priority,
            int order,
            Outcome outcome,
            Optional<Place> condition) {}

    /// Whether anything that was said counts; else the value is the option's default.
    public boolean isDefined() {
        return statements.stream().anyMatch(each -> each.outcome() == Outcome.WINS || each.outcome() == Outcome.JOINED);
    }
}
