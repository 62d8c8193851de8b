package dev.jos.packages.scripts;

import dev.jos.packages.scripts.ScriptState.Flow;
import dev.jos.packages.scripts.shell.ShellCommand;
import dev.jos.packages.scripts.shell.ShellCommand.AndOr;
import dev.jos.packages.scripts.shell.ShellCommand.Assignment;
import dev.jos.packages.scripts.shell.ShellCommand.Case;
import dev.jos.packages.scripts.shell.ShellCommand.CaseBranch;
import dev.jos.packages.scripts.shell.ShellCommand.For;
import dev.jos.packages.scripts.shell.ShellCommand.Function;
import dev.jos.packages.scripts.shell.ShellCommand.Group;
import dev.jos.packages.scripts.shell.ShellCommand.If;
import dev.jos.packages.scripts.shell.ShellCommand.Loop;
import dev.jos.packages.scripts.shell.ShellCommand.Pipeline;
import dev.jos.packages.scripts.shell.ShellCommand.Simple;
import dev.jos.packages.scripts.shell.ShellCommand.Span;
import dev.jos.packages.scripts.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Evaluates a script's syntax tree for a fresh install: what is certain to happen becomes effects, what cannot happen
/// is passed over, and what depends on things unknown is reported, unless it makes no difference.
final class ScriptEvaluator {

    private final Adapter adapter;
    private final ScriptState state;
    private final Environment environment;
    private final Streams streams;
    private final WordExpansion expansion;
    private final Redirections redirections;
    private final CommandCalls calls;

    ScriptEvaluator(
            PackageScripts scripts, FreshInstall install, Debconf debconf, Adapter adapter, CommandRules rules) {
        this.adapter = adapter;
        state = new ScriptState(scripts, install, debconf);
        environment = state.environment();
        streams = state.streams();
        expansion = new WordExpansion(environment, this::printed);
        redirections = new Redirections(state, expansion);
        calls = new CommandCalls(state, rules, this::list);
    }

    /// Evaluates one maintainer script with the arguments dpkg gives it.
    void evaluate(String name, List<ShellCommand> commands, List<String> arguments) {
        state.begin(name, arguments);
        list(commands);
    }

    /// What the scripts evaluated so far would have done.
    Effects effects() {
        return state.effects();
    }

    private Outcome list(List<ShellCommand> commands) {
        Outcome last = Outcome.TRUE;
        for (ShellCommand command : commands) {
            last = command(command);
            if (!state.goesOn()) {
                break;
            }
        }
        return last;
    }

    private Outcome command(ShellCommand command) {
        if (!state.step()) {
            state.uncovered(command.span(), "the script takes too many steps to follow");
            state.go(Flow.EXIT);
            return Outcome.UNKNOWN;
        }
        Optional<Outcome> adapted = adapter.outcome(state.script(), command.span());
        return adapted.orElseGet(() -> switch (command) {
            case Simple simple -> simple(simple);
            case Pipeline pipeline -> pipeline(pipeline);
            case AndOr andOr -> andOr(andOr);
            case If conditional ->
                redirections.around(conditional.span(), conditional.redirections(), () -> conditional(conditional));
            case Case cases -> cases(cases);
            case For loop -> redirections.around(loop.span(), loop.redirections(), () -> forLoop(loop));
            case Loop loop -> redirections.around(loop.span(), loop.redirections(), () -> loop(loop));
            case Group group -> redirections.around(group.span(), group.redirections(), () -> group(group));
            case Function function -> {
                environment.define(function.name(), function.body());
                yield Outcome.TRUE;
            }
        });
    }

    private Outcome pipeline(Pipeline pipeline) {
        String outerInput = streams.input();
        Outcome outcome = Outcome.TRUE;
        for (int i = 0; i < pipeline.commands().size(); i++) {
            ShellCommand command = pipeline.commands().get(i);
            if (i < pipeline.commands().size() - 1) {
                streams.feed(streams.captured(() -> command(command)));
            } else {
                outcome = command(command);
            }
        }
        streams.feed(outerInput);
        return pipeline.negated() ? outcome.negated() : outcome;
    }

    private Outcome andOr(AndOr andOr) {
        Outcome left = command(andOr.left());
        if (!state.goesOn()) {
            return left;
        }
        if (left == Outcome.UNKNOWN) {
            Outcome[] right = {Outcome.UNKNOWN};
            state.either(andOr.left().span(), () -> right[0] = command(andOr.right()), () -> {});
            return andOr.and() ? left.and(right[0]) : left.or(right[0]);
        }
        boolean goesOn = (left == Outcome.TRUE) == andOr.and();
        return goesOn ? command(andOr.right()) : left;
    }

    private Outcome conditional(If conditional) {
        Outcome condition = list(conditional.condition());
        if (!state.goesOn()) {
            return condition;
        }
        return switch (condition) {
            case TRUE -> list(conditional.then());
            case FALSE -> list(conditional.otherwise());
            case UNKNOWN -> {
                Span span = conditional.condition().getLast().span();
                state.either(span, () -> list(conditional.then()), () -> list(conditional.otherwise()));
                yield Outcome.UNKNOWN;
            }
        };
    }

    private Outcome cases(Case cases) {
        String subject = expansion.text(cases.subject());
        if (!Text.isKnown(subject)) {
            for (CaseBranch branch : cases.branches()) {
                state.either(cases.span(), () -> list(branch.body()), () -> {});
            }
            return Outcome.UNKNOWN;
        }
        for (CaseBranch branch : cases.branches()) {
            for (ShellWord pattern : branch.patterns()) {
                if (Glob.matches(expansion.pattern(pattern), subject)) {
                    return list(branch.body());
                }
            }
        }
        return Outcome.TRUE;
    }

    private Outcome forLoop(For loop) {
        List<String> values = new ArrayList<>();
        if (loop.words().isEmpty()) {
            values.addAll(environment.positional());
        } else {
            for (ShellWord word : loop.words().get()) {
                values.addAll(words(word));
            }
        }
        for (String value : values) {
            environment.set(loop.variable(), value);
            if (Text.isKnown(value)) {
                list(loop.body());
            } else {
                state.either(loop.span(), () -> list(loop.body()), () -> {});
            }
            if (state.endsLoop()) {
                break;
            }
        }
        return Outcome.TRUE;
    }

    private Outcome loop(Loop loop) {
        Outcome ends = loop.until() ? Outcome.TRUE : Outcome.FALSE;
        while (state.goesOn()) {
            Outcome condition = list(loop.condition());
            if (condition == ends || !state.goesOn()) {
                break;
            }
            if (condition == Outcome.UNKNOWN) {
                state.either(loop.span(), () -> list(loop.body()), () -> {});
                break;
            }
            list(loop.body());
            if (state.endsLoop()) {
                break;
            }
            if (!state.step()) {
                state.uncovered(loop.span(), "the loop takes too many steps to follow");
                break;
            }
        }
        return Outcome.TRUE;
    }

    private Outcome group(Group group) {
        if (!group.subshell()) {
            return list(group.body());
        }
        Environment before = environment.copy();
        Outcome outcome = list(group.body());
        state.endSubshell(before);
        return outcome;
    }

    private Outcome simple(Simple simple) {
        List<String> words = new ArrayList<>();
        for (ShellWord word : simple.words()) {
            words.addAll(words(word));
        }
        for (Assignment assignment : simple.assignments()) {
            environment.set(assignment.name(), expansion.text(assignment.value()));
        }
        return redirections.around(
                simple.span(),
                simple.redirections(),
                () -> words.isEmpty() ? Outcome.TRUE : calls.call(simple.span(), words));
    }

    private List<String> words(ShellWord word) {
        List<String> fields = expansion.fields(word);
        if (!Globbing.isPattern(word)) {
            return fields;
        }
        return fields.stream()
                .map(field -> Globbing.expand(field, state.install(), state.effects()))
                .toList();
    }

    /// What a command substitution becomes.
    private String printed(List<ShellCommand> commands) {
        Environment before = environment.copy();
        String text = streams.captured(() -> list(commands));
        state.endSubshell(before);
        return text;
    }
}
