package dev.jos.packages.scripts.shell;

import java.util.List;
import java.util.Optional;

/// A command of the shell grammar; POSIX.1-2024, Shell Command Language, section 2.9.
public sealed interface ShellCommand {

    /// Where the command is, and its text.
    Span span();

    /// A stretch of a script. It refers to the script's text, so that spans within spans cost nothing.
    ///
    /// @param script the text it is part of
    /// @param start where it begins in that text
    /// @param end where it ends
    /// @param firstLine the line of the text's first character
    record Span(String script, int start, int end, int firstLine) {

        /// Its first line, from 1.
        public int line() {
            int line = firstLine;
            for (int i = script.indexOf('\n'); i >= 0 && i < start; i = script.indexOf('\n', i + 1)) {
                line++;
            }
            return line;
        }

        /// The text as written, with every run of blanks, newlines and continuations as one space.
        public String normalised() {
            return script.substring(start, end)
                    .replace("\\\n", " ")
                    .replaceAll("\\s+", " ")
                    .strip();
        }
    }

    /// Assignments, words and redirections: `A=b name argument > file`.
    record Simple(Span span, List<Assignment> assignments, List<ShellWord> words, List<Redirection> redirections)
            implements ShellCommand {}

    /// `NAME=value`.
    record Assignment(String name, ShellWord value) {}

    /// Commands joined by `|`, negated by a leading `!`.
    record Pipeline(Span span, boolean negated, List<ShellCommand> commands) implements ShellCommand {}

    /// Two commands, the second of which runs if the first succeeds (`&&`) or fails (`||`).
    record AndOr(Span span, ShellCommand left, boolean and, ShellCommand right) implements ShellCommand {}

    /// `if`, with every `elif` as a nested `if` in the else branch.
    record If(
            Span span,
            List<ShellCommand> condition,
            List<ShellCommand> then,
            List<ShellCommand> otherwise,
            List<Redirection> redirections)
            implements ShellCommand {}

    /// `case`.
    record Case(Span span, ShellWord subject, List<CaseBranch> branches) implements ShellCommand {}

    /// One `pattern | pattern) commands ;;`.
    record CaseBranch(List<ShellWord> patterns, List<ShellCommand> body) {}

    /// `for`; without words it goes over the positional parameters.
    record For(
            Span span,
            String variable,
            Optional<List<ShellWord>> words,
            List<ShellCommand> body,
            List<Redirection> redirections)
            implements ShellCommand {}

    /// `while`, or `until` where the condition ends the loop.
    record Loop(
            Span span,
            boolean until,
            List<ShellCommand> condition,
            List<ShellCommand> body,
            List<Redirection> redirections)
            implements ShellCommand {}

    /// `{ … }` and `( … )`.
    record Group(Span span, boolean subshell, List<ShellCommand> body, List<Redirection> redirections)
            implements ShellCommand {}

    /// `name() { … }`.
    record Function(Span span, String name, ShellCommand body) implements ShellCommand {}

    /// A redirection.
    ///
    /// @param descriptor the file descriptor, -1 for the operator's default
    /// @param operator `<`, `>`, `>>`, `>&`, `<&`, `>|`, `<>`, `&>`, `<<` or `<<<`
    /// @param target the file, the descriptor, or the text of a here-document
    record Redirection(int descriptor, String operator, ShellWord target) {

        /// Whether standard output is what goes elsewhere.
        public boolean redirectsOutput() {
            return (operator.startsWith(">") && (descriptor == -1 || descriptor == 1)) || operator.equals("&>");
        }
    }
}
