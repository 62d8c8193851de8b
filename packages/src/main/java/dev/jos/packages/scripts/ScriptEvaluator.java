package dev.jos.packages.scripts;

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
import dev.jos.packages.scripts.shell.ShellCommand.Redirection;
import dev.jos.packages.scripts.shell.ShellCommand.Simple;
import dev.jos.packages.scripts.shell.ShellCommand.Span;
import dev.jos.packages.scripts.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Evaluates a script's syntax tree for a fresh install: what is certain to happen becomes effects, what cannot
/// happen
/// is passed over, and what depends on things unknown is reported, unless it makes no difference.
final class ScriptEvaluator implements ScriptContext {

    /// Bounds the work on any script, however it loops or recurses.
    private static final int MOST_STEPS = 100_000;

    private static final int DEEPEST_CALL = 40;

    private enum Flow {
        ON,
        CONTINUE,
        BREAK,
        RETURN,
        EXIT
    }

    private final PackageScripts scripts;
    private final FreshInstall install;
    private final Debconf debconf;
    private final Adapter adapter;
    private final CommandRules rules;
    private final Environment environment = new Environment();
    private final WordExpansion expansion = new WordExpansion(environment, this::printed);
    private final Streams streams = new Streams();
    private final StateBuiltins state = new StateBuiltins(environment, streams);
    private final List<Uncovered> undecided = new ArrayList<>();

    private Effects effects = new Effects();
    private String script = "";
    private Flow flow = Flow.ON;
    private boolean failed;
    private Outcome returned = Outcome.TRUE;
    private int steps;
    private int calls;

    ScriptEvaluator(
            PackageScripts scripts, FreshInstall install, Debconf debconf, Adapter adapter, CommandRules rules) {
        this.scripts = scripts;
        this.install = install;
        this.debconf = debconf;
        this.adapter = adapter;
        this.rules = rules;
    }

    /// Evaluates one maintainer script with the arguments dpkg gives it.
    void evaluate(String name, List<ShellCommand> commands, List<String> arguments) {
        script = name;
        flow = Flow.ON;
        undecided.clear();
        environment.restore(new Environment());
        environment.set("0", "/var/lib/dpkg/info/" + scripts.packageName() + "." + name);
        environment.set("DPKG_MAINTSCRIPT_NAME", name);
        environment.set("DPKG_MAINTSCRIPT_PACKAGE", scripts.packageName());
        environment.set("DPKG_MAINTSCRIPT_ARCH", scripts.architecture());
        environment.set("PATH", "/usr/sbin:/usr/bin");
        environment.setPositional(arguments);
        list(commands);
    }

    @Override
    public Effects effects() {
        return effects;
    }

    @Override
    public Environment environment() {
        return environment;
    }

    @Override
    public FreshInstall install() {
        return install;
    }

    @Override
    public Debconf debconf() {
        return debconf;
    }

    @Override
    public PackageScripts scripts() {
        return scripts;
    }

    @Override
    public void print(String text) {
        streams.print(text);
    }

    private Outcome list(List<ShellCommand> commands) {
        Outcome last = Outcome.TRUE;
        for (ShellCommand command : commands) {
            last = command(command);
            if (flow != Flow.ON) {
                break;
            }
        }
        return last;
    }

    private Outcome command(ShellCommand command) {
        if (++steps > MOST_STEPS) {
            uncovered(command.span(), "the script takes too many steps to follow");
            flow = Flow.EXIT;
            return Outcome.UNKNOWN;
        }
        Optional<Outcome> adapted = adapter.outcome(script, command.span());
        return adapted.orElseGet(() -> switch (command) {
            case Simple simple -> simple(simple);
            case Pipeline pipeline -> pipeline(pipeline);
            case AndOr andOr -> andOr(andOr);
            case If conditional ->
                redirected(conditional.span(), conditional.redirections(), () -> conditional(conditional));
            case Case cases -> cases(cases);
            case For loop -> redirected(loop.span(), loop.redirections(), () -> forLoop(loop));
            case Loop loop -> redirected(loop.span(), loop.redirections(), () -> loop(loop));
            case Group group -> redirected(group.span(), group.redirections(), () -> group(group));
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
        if (flow != Flow.ON) {
            return left;
        }
        if (left == Outcome.UNKNOWN) {
            Outcome[] right = {Outcome.UNKNOWN};
            undecided(andOr.left().span(), () -> right[0] = command(andOr.right()), () -> {});
            return andOr.and() ? left.and(right[0]) : left.or(right[0]);
        }
        boolean goesOn = (left == Outcome.TRUE) == andOr.and();
        return goesOn ? command(andOr.right()) : left;
    }

    private Outcome conditional(If conditional) {
        Outcome condition = list(conditional.condition());
        if (flow != Flow.ON) {
            return condition;
        }
        return switch (condition) {
            case TRUE -> list(conditional.then());
            case FALSE -> list(conditional.otherwise());
            case UNKNOWN -> {
                Span span = conditional.condition().getLast().span();
                undecided(span, () -> list(conditional.then()), () -> list(conditional.otherwise()));
                yield Outcome.UNKNOWN;
            }
        };
    }

    private Outcome cases(Case cases) {
        String subject = expansion.text(cases.subject());
        if (!Text.isKnown(subject)) {
            for (CaseBranch branch : cases.branches()) {
                undecided(cases.span(), () -> list(branch.body()), () -> {});
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
                undecided(loop.span(), () -> list(loop.body()), () -> {});
            }
            if (endsLoop()) {
                break;
            }
        }
        return Outcome.TRUE;
    }

    private Outcome loop(Loop loop) {
        Outcome ends = loop.until() ? Outcome.TRUE : Outcome.FALSE;
        while (flow == Flow.ON) {
            Outcome condition = list(loop.condition());
            if (condition == ends || flow != Flow.ON) {
                break;
            }
            if (condition == Outcome.UNKNOWN) {
                undecided(loop.span(), () -> list(loop.body()), () -> {});
                break;
            }
            list(loop.body());
            if (endsLoop()) {
                break;
            }
            steps++;
            if (steps > MOST_STEPS) {
                uncovered(loop.span(), "the loop takes too many steps to follow");
                break;
            }
        }
        return Outcome.TRUE;
    }

    /// Whether a loop's body ended the loop; `break` and `continue` are used up by it.
    private boolean endsLoop() {
        Flow after = flow;
        if (after == Flow.BREAK || after == Flow.CONTINUE) {
            flow = Flow.ON;
        }
        return after != Flow.ON && after != Flow.CONTINUE;
    }

    private Outcome group(Group group) {
        if (!group.subshell()) {
            return list(group.body());
        }
        Environment before = environment.copy();
        Outcome outcome = list(group.body());
        environment.restore(before);
        if (flow == Flow.EXIT) {
            flow = Flow.ON;
        }
        return outcome;
    }

    /// Evaluates two branches of which one will run. What both do is certain; what only one does is reported.
    private void undecided(Span condition, Runnable first, Runnable second) {
        Effects outer = effects;
        Environment before = environment.copy();
        Branch one = branch(first);
        Environment afterFirst = environment.copy();
        environment.restore(before);
        Branch other = branch(second);
        effects = outer;
        effects.addTriggersOf(one.effects());
        effects.addTriggersOf(other.effects());
        if (one.effects().sameAs(other.effects())) {
            addEffects(one.effects());
        } else if (one.flow() == Flow.EXIT && one.failed() && one.effects().isHarmless()) {
            addEffects(other.effects());
        } else {
            uncovered(condition, "whether this holds is not known before the script runs");
        }
        if (one.flow() != Flow.ON && one.flow() == other.flow()) {
            flow = one.flow();
        } else if (one.flow() != Flow.ON && !one.failed()) {
            undecided.add(uncoveredAt(condition, "whether the script ends here is not known before it runs"));
        }
        if (one.flow() == Flow.ON) {
            environment.mergeWith(afterFirst);
        }
    }

    private record Branch(Effects effects, Flow flow, boolean failed) {}

    private Branch branch(Runnable body) {
        effects = new Effects();
        flow = Flow.ON;
        failed = false;
        body.run();
        Branch branch = new Branch(effects, flow, failed);
        flow = Flow.ON;
        return branch;
    }

    private void addEffects(Effects certain) {
        if (!certain.isHarmless()) {
            reportUndecided();
        }
        effects.addAll(certain);
    }

    private void reportUndecided() {
        undecided.forEach(effects::add);
        undecided.clear();
    }

    private Outcome simple(Simple simple) {
        List<String> words = new ArrayList<>();
        for (ShellWord word : simple.words()) {
            words.addAll(words(word));
        }
        for (Assignment assignment : simple.assignments()) {
            environment.set(assignment.name(), expansion.text(assignment.value()));
        }
        return redirected(
                simple.span(),
                simple.redirections(),
                () -> words.isEmpty() ? Outcome.TRUE : call(simple.span(), words));
    }

    private List<String> words(ShellWord word) {
        List<String> fields = expansion.fields(word);
        if (!Globbing.isPattern(word)) {
            return fields;
        }
        return fields.stream()
                .map(field -> Globbing.expand(field, install, effects))
                .toList();
    }

    private Outcome call(Span span, List<String> words) {
        String command = words.getFirst();
        List<String> arguments = words.subList(1, words.size());
        if (!Text.isKnown(command)) {
            uncovered(span, "the command is not known before the script runs");
            return Outcome.UNKNOWN;
        }
        String name = Paths.fileName(command);
        Optional<ShellCommand> function = environment.function(command);
        if (function.isPresent()) {
            return callFunction(span, function.get(), arguments);
        }
        Optional<Outcome> builtin = builtin(span, name, arguments);
        if (builtin.isPresent()) {
            return builtin.get();
        }
        CommandRule rule = rules.rule(name);
        if (rule == null) {
            uncovered(span, "no rule knows the command `" + Text.shown(name) + "`");
            return Outcome.UNKNOWN;
        }
        boolean harmlessBefore = effects.isHarmless();
        try {
            Outcome outcome = rule.apply(new Call(name, List.copyOf(arguments), streams.input(), this));
            if (harmlessBefore && !effects.isHarmless()) {
                reportUndecided();
            }
            return outcome;
        } catch (NotUnderstoodException notUnderstood) {
            uncovered(span, String.valueOf(notUnderstood.getMessage()));
            return Outcome.UNKNOWN;
        }
    }

    private Outcome callFunction(Span span, ShellCommand body, List<String> arguments) {
        if (calls >= DEEPEST_CALL) {
            uncovered(span, "functions call one another too deep to follow");
            return Outcome.UNKNOWN;
        }
        List<String> outer = environment.positional();
        environment.setPositional(arguments);
        calls++;
        Outcome outcome = command(body);
        calls--;
        environment.setPositional(outer);
        if (flow == Flow.RETURN) {
            flow = Flow.ON;
            return returned;
        }
        return outcome;
    }

    private Optional<Outcome> builtin(Span span, String name, List<String> arguments) {
        switch (name) {
            case "exit", "return" -> {
                String status = arguments.isEmpty() ? "0" : arguments.getFirst();
                returned = Text.isKnown(status) ? Outcome.of(status.equals("0")) : Outcome.UNKNOWN;
                failed = returned == Outcome.FALSE;
                flow = name.equals("exit") ? Flow.EXIT : Flow.RETURN;
                return Optional.of(returned);
            }
            case "break" -> flow = Flow.BREAK;
            case "continue" -> flow = Flow.CONTINUE;
            case "eval" -> {
                return Optional.of(evaluated(span, String.join(" ", arguments)));
            }
            case "exec", "command", "builtin", "nice", "ionice", "env", "setpriv", "runuser" -> {
                return prefixed(span, name, arguments);
            }
            default -> {
                return state.apply(name, arguments);
            }
        }
        return Optional.of(Outcome.TRUE);
    }

    private Outcome evaluated(Span span, String text) {
        if (!Text.isKnown(text)) {
            uncovered(span, "what `eval` gets is not known before the script runs");
            return Outcome.UNKNOWN;
        }
        Optional<List<ShellCommand>> commands = ParsedScripts.parse(text);
        if (commands.isEmpty() || calls >= DEEPEST_CALL) {
            uncovered(span, "what `eval` gets is no shell text, or nested too deep");
            return Outcome.UNKNOWN;
        }
        calls++;
        Outcome outcome = list(commands.get());
        calls--;
        return outcome;
    }

    /// Commands that run another one: `exec tool`, `command -v tool`, `env A=b tool`.
    private Optional<Outcome> prefixed(Span span, String name, List<String> arguments) {
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
            return Optional.of(Outcome.TRUE);
        }
        Outcome outcome = call(span, asks ? List.of("which", rest.getFirst()) : rest);
        if (name.equals("exec")) {
            flow = Flow.EXIT;
        }
        return Optional.of(outcome);
    }

    /// Evaluates a body whose output may go to a file or whose input may be a here-document.
    private Outcome redirected(Span span, List<Redirection> redirections, Supplier<Outcome> body) {
        Optional<Redirection> written = Optional.empty();
        String outerInput = streams.input();
        boolean ownInput = false;
        for (Redirection redirection : redirections) {
            ownInput |= redirection.operator().startsWith("<")
                    && !redirection.operator().equals("<&");
            switch (redirection.operator()) {
                case "<<" -> streams.feed(expansion.text(redirection.target()));
                case "<<<" -> streams.feed(expansion.text(redirection.target()) + "\n");
                case "<", "<>" -> streams.feed(Text.UNKNOWN);
                case ">&", "<&" -> {
                    if (redirection.redirectsOutput()
                            && !expansion.text(redirection.target()).equals("1")) {
                        written = Optional.of(redirection);
                    }
                }
                default -> written = redirection.redirectsOutput() ? Optional.of(redirection) : written;
            }
        }
        if (written.isEmpty()) {
            Outcome outcome = body.get();
            streams.feed(ownInput ? outerInput : streams.input());
            return outcome;
        }
        Outcome[] outcome = {Outcome.TRUE};
        String text = streams.captured(() -> outcome[0] = body.get());
        streams.feed(ownInput ? outerInput : streams.input());
        if (!written.get().operator().equals(">&")) {
            String target = expansion.text(written.get().target());
            try {
                WrittenFile.write(this, target, text, written.get().operator().equals(">>"));
            } catch (NotUnderstoodException notUnderstood) {
                uncovered(span, String.valueOf(notUnderstood.getMessage()));
            }
        }
        return outcome[0];
    }

    /// What a command substitution becomes.
    private String printed(List<ShellCommand> commands) {
        Environment before = environment.copy();
        String text = streams.captured(() -> list(commands));
        environment.restore(before);
        if (flow == Flow.EXIT) {
            flow = Flow.ON;
        }
        return text;
    }

    private void uncovered(Span span, String why) {
        reportUndecided();
        effects.add(uncoveredAt(span, why));
    }

    private Uncovered uncoveredAt(Span span, String why) {
        String line = span.normalised();
        return new Uncovered(script, span.line(), line.length() > 120 ? line.substring(0, 119) + "…" : line, why);
    }
}
