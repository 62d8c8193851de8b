package dev.jos.packages.scripts;

import dev.jos.packages.scripts.ScriptState.Flow;
import dev.jos.packages.scripts.shell.ShellCommand;
import dev.jos.packages.scripts.shell.ShellCommand.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Evaluates one command with its expanded words: a function of the script, a built-in of the shell, or a program that
/// a rule knows.
final class CommandCalls {

    private final ScriptState state;
    private final CommandRules rules;
    private final StateBuiltins builtins;
    private final Function<List<ShellCommand>, Outcome> statements;

    /// @param statements evaluates the bodies of functions
    CommandCalls(ScriptState state, CommandRules rules, Function<List<ShellCommand>, Outcome> statements) {
        this.state = state;
        this.rules = rules;
        this.builtins = new StateBuiltins(state.environment(), state.streams());
        this.statements = statements;
    }

    /// Evaluates the command that `words` begin with.
    Outcome call(Span span, List<String> words) {
        String command = words.getFirst();
        List<String> arguments = words.subList(1, words.size());
        if (!Text.isKnown(command)) {
            state.uncovered(span, "the command is not known before the script runs");
            return Outcome.UNKNOWN;
        }
        Optional<ShellCommand> function = state.environment().function(command);
        if (function.isPresent()) {
            return callFunction(span, function.get(), arguments);
        }
        String name = Paths.fileName(command);
        Optional<Outcome> builtin = builtin(span, name, arguments);
        return builtin.isPresent() ? builtin.get() : callProgram(span, name, arguments);
    }

    private Outcome callProgram(Span span, String name, List<String> arguments) {
        CommandRule rule = rules.rule(name);
        if (rule == null) {
            state.uncovered(span, "no rule knows the command `" + Text.shown(name) + "`");
            return Outcome.UNKNOWN;
        }
        boolean harmlessBefore = state.effects().isHarmless();
        try {
            Outcome outcome = rule.apply(
                    new Call(name, List.copyOf(arguments), state.streams().input(), state));
            if (harmlessBefore && !state.effects().isHarmless()) {
                state.reportUndecided();
            }
            return outcome;
        } catch (NotUnderstoodException notUnderstood) {
            state.uncovered(span, String.valueOf(notUnderstood.getMessage()));
            return Outcome.UNKNOWN;
        }
    }

    private Outcome callFunction(Span span, ShellCommand body, List<String> arguments) {
        if (!state.enterCall()) {
            state.uncovered(span, "functions call one another too deep to follow");
            return Outcome.UNKNOWN;
        }
        List<String> outer = state.environment().positional();
        state.environment().setPositional(arguments);
        Outcome outcome = statements.apply(List.of(body));
        state.leaveCall();
        state.environment().setPositional(outer);
        return state.endOfFunction(outcome);
    }

    private Optional<Outcome> builtin(Span span, String name, List<String> arguments) {
        return switch (name) {
            case "exit" -> Optional.of(ended(Flow.EXIT, arguments));
            case "return" -> Optional.of(ended(Flow.RETURN, arguments));
            case "break" -> Optional.of(gone(Flow.BREAK));
            case "continue" -> Optional.of(gone(Flow.CONTINUE));
            case "eval" -> Optional.of(evaluated(span, String.join(" ", arguments)));
            case "exec", "command", "builtin", "nice", "ionice", "env", "setpriv", "runuser" ->
                Optional.of(prefixed(span, name, arguments));
            default -> builtins.apply(name, arguments);
        };
    }

    private Outcome ended(Flow how, List<String> arguments) {
        String status = arguments.isEmpty() ? "0" : arguments.getFirst();
        Outcome outcome = Text.isKnown(status) ? Outcome.of(status.equals("0")) : Outcome.UNKNOWN;
        state.end(how, outcome);
        return outcome;
    }

    private Outcome gone(Flow where) {
        state.go(where);
        return Outcome.TRUE;
    }

    private Outcome evaluated(Span span, String text) {
        if (!Text.isKnown(text)) {
            state.uncovered(span, "what `eval` gets is not known before the script runs");
            return Outcome.UNKNOWN;
        }
        Optional<List<ShellCommand>> commands = ParsedScripts.parse(text);
        if (commands.isEmpty() || !state.enterCall()) {
            state.uncovered(span, "what `eval` gets is no shell text, or nested too deep");
            return Outcome.UNKNOWN;
        }
        Outcome outcome = statements.apply(commands.get());
        state.leaveCall();
        return outcome;
    }

    /// Commands that run another one: `exec tool`, `command -v tool`, `env A=b tool`.
    private Outcome prefixed(Span span, String name, List<String> arguments) {
        int first = 0;
        boolean asks = false;
        while (first < arguments.size()
                && (arguments.get(first).startsWith("-")
                        || (name.equals("env") && arguments.get(first).contains("=")))) {
            asks |= name.equals("command") && Set.of("-v", "-V").contains(arguments.get(first));
            first++;
        }
        if (arguments.contains("--")) {
            first = arguments.indexOf("--") + 1;
        }
        List<String> rest = arguments.subList(first, arguments.size());
        if (rest.isEmpty()) {
            return Outcome.TRUE;
        }
        Outcome outcome = call(span, asks ? List.of("which", rest.getFirst()) : rest);
        if (name.equals("exec")) {
            state.go(Flow.EXIT);
        }
        return outcome;
    }
}
