package dev.jos.packages.scripts.shell;

import java.util.List;
import java.util.Optional;

/// One word before expansion.
public record ShellWord(List<Part> parts) {

    public ShellWord {
        parts = List.copyOf(parts);
    }

    /// A piece of a word.
    public sealed interface Part {}

    /// Characters that stand for themselves; unquoted ones may be patterns.
    public record Literal(String text, boolean quoted) implements Part {}

    /// `$name`, `${name}` or `${name:-argument}`; `operator` is empty for the plain form, `length` for `${#name}`.
    public record Parameter(String name, String operator, ShellWord argument, boolean quoted) implements Part {}

    /// `$(…)` or backquotes.
    public record Substitution(List<ShellCommand> commands, boolean quoted) implements Part {}

    /// `$((…))`.
    public record Arithmetic(String expression) implements Part {}

    /// A word of plain characters.
    public static ShellWord literal(String text) {
        return new ShellWord(List.of(new Literal(text, true)));
    }

    /// The word's text if nothing in it needs expanding.
    public Optional<String> literalText() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (!(part instanceof Literal literal)) {
                return Optional.empty();
            }
            text.append(literal.text());
        }
        return Optional.of(text.toString());
    }
}
