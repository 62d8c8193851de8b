package dev.jos.packages.scripts;

import dev.jos.packages.scripts.shell.ShellCommand.Span;
import java.util.ArrayList;
import java.util.List;

/// Where the evaluation of a package's scripts stands: what they would have done so far, the state of the shell, and
/// where control goes next.
final class ScriptState implements ScriptContext {

    /// Bounds the work on any script, however it loops or recurses.
    private static final int MOST_STEPS = 100_000;

    private static final int DEEPEST_CALL = 40;
    private static final int LONGEST_STATEMENT = 120;

    /// What follows a statement.
    enum Flow {
        ON,
        CONTINUE,
        BREAK,
        RETURN,
        EXIT
    }

    private final PackageScripts scripts;
    private final FreshInstall install;
    private final Debconf debconf;
    private final Environment environment = new Environment();
    private final Streams streams = new Streams();
    private final List<Uncovered> undecided = new ArrayList<>();

    private Effects effects = new Effects();
    private String script = "";
    private Flow flow = Flow.ON;
    private Outcome status = Outcome.TRUE;
    private int steps;
    private int calls;

    ScriptState(PackageScripts scripts, FreshInstall install, Debconf debconf) {
        this.scripts = scripts;
        this.install = install;
        this.debconf = debconf;
    }

    /// Begins with another script of the package, as dpkg starts it.
    void begin(String name, List<String> arguments) {
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

    Streams streams() {
        return streams;
    }

    /// The name of the script.
    String script() {
        return script;
    }

    /// Counts a step. Returns whether there may be more.
    boolean step() {
        return ++steps <= MOST_STEPS;
    }

    /// Enters a function or the like. Returns whether that is not too deep; what was entered is to be
    /// [left][#leaveCall].
    boolean enterCall() {
        if (calls >= DEEPEST_CALL) {
            return false;
        }
        calls++;
        return true;
    }

    void leaveCall() {
        calls--;
    }

    /// Whether the next statement is evaluated.
    boolean goesOn() {
        return flow == Flow.ON;
    }

    /// Control goes elsewhere.
    void go(Flow where) {
        flow = where;
    }

    /// The script or function ends with this status.
    void end(Flow where, Outcome with) {
        flow = where;
        status = with;
    }

    /// Whether a loop's body ended the loop; `break` and `continue` are used up by it.
    boolean endsLoop() {
        Flow after = flow;
        if (after == Flow.BREAK || after == Flow.CONTINUE) {
            flow = Flow.ON;
        }
        return after != Flow.ON && after != Flow.CONTINUE;
    }

    /// What a function's call comes to, whose body came to `outcome`; `return` is used up by it.
    Outcome endOfFunction(Outcome outcome) {
        if (flow != Flow.RETURN) {
            return outcome;
        }
        flow = Flow.ON;
        return status;
    }

    /// The end of a subshell, which began in the state `before`; `exit` is used up by it.
    void endSubshell(Environment before) {
        environment.restore(before);
        if (flow == Flow.EXIT) {
            flow = Flow.ON;
        }
    }

    /// Evaluates two branches of which one will run. What both do is certain; what only one does is reported.
    void either(Span condition, Runnable first, Runnable second) {
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
            add(one.effects());
        } else if (one.flow() == Flow.EXIT && one.failed() && one.effects().isHarmless()) {
            add(other.effects());
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
        status = Outcome.TRUE;
        body.run();
        Branch branch = new Branch(effects, flow, status == Outcome.FALSE);
        flow = Flow.ON;
        return branch;
    }

    private void add(Effects certain) {
        if (!certain.isHarmless()) {
            reportUndecided();
        }
        effects.addAll(certain);
    }

    /// Reports ends of the script that were not certain: something came after them.
    void reportUndecided() {
        undecided.forEach(effects::add);
        undecided.clear();
    }

    /// Reports a statement that cannot be followed.
    void uncovered(Span span, String why) {
        reportUndecided();
        effects.add(uncoveredAt(span, why));
    }

    private Uncovered uncoveredAt(Span span, String why) {
        String line = span.normalised();
        String shown = line.length() > LONGEST_STATEMENT ? line.substring(0, LONGEST_STATEMENT - 1) + "…" : line;
        return new Uncovered(script, span.line(), shown, why);
    }
}
