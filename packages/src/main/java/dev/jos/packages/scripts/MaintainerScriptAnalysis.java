package dev.jos.packages.scripts;

import dev.jos.packages.scripts.shell.ShellCommand;
import dev.jos.packages.scripts.shell.ShellParser;
import dev.jos.packages.scripts.shell.ShellSyntaxException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads what a package's maintainer scripts would do on a fresh install. Nothing is ever run.
///
/// `preinst install` and `postinst configure` are evaluated statement by statement: conditions that a fresh install
/// decides are decided, functions and loops are followed, and every command that is known becomes a declaration. What
/// upgrades and removals do never comes up. Packages beyond that have an adapter.
public final class MaintainerScriptAnalysis {

    private static final List<String> SCRIPTS = List.of("preinst", "postinst");
    private static final Map<String, List<String>> ARGUMENTS =
            Map.of("preinst", List.of("install"), "postinst", List.of("configure", ""));

    private final Adapters adapters = new Adapters();

    public MaintainerScriptAnalysis() {}

    /// Names the rules and adapters: what was analysed under another state is to be analysed again.
    public static String state() throws IOException {
        try (InputStream in = MaintainerScriptAnalysis.class.getResourceAsStream("analysis.state")) {
            if (in == null) {
                throw new FileNotFoundException("the resource `analysis.state` is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    /// The declarations that replace the scripts of one package. They depend on the arguments alone.
    ///
    /// @param shipped tells whether the package itself ships an absolute, usr-merged path
    public Declarations analyse(PackageScripts scripts, Predicate<String> shipped) {
        Adapter adapter = adapters.find(scripts.packageName());
        Declarations.Builder declarations = Declarations.builder();
        Debconf debconf = new Debconf(scripts.file("templates").orElse(""));
        adapter.answers().forEach(debconf::answer);
        ScriptEvaluator evaluator =
                new ScriptEvaluator(scripts, new FreshInstall(shipped), debconf, adapter, new CommandRules());
        for (String script : SCRIPTS) {
            Optional<String> text = scripts.file(script);
            if (text.isPresent() && !adapter.replaced().contains(script)) {
                evaluate(evaluator, script, text.get());
            }
        }
        evaluator.effects().into(declarations);
        declarations.addAll(adapter.declarations());
        scripts.file("triggers").ifPresent(triggers -> TriggersFile.read(triggers, declarations));
        return declarations.build();
    }

    private static void evaluate(ScriptEvaluator evaluator, String script, String text) {
        if (!text.startsWith("#!")) {
            evaluator.effects().add(new Uncovered(script, 1, "", "it is a program, not a script"));
            return;
        }
        String interpreter = text.lines().findFirst().orElse("");
        if (!interpreter.matches("#!\\s*/(usr/)?bin/(env )?(ba|da)?sh\\b.*")) {
            evaluator.effects().add(new Uncovered(script, 1, interpreter, "it is no shell script"));
            return;
        }
        try {
            List<ShellCommand> commands = ShellParser.parse(text);
            evaluator.evaluate(script, commands, ARGUMENTS.getOrDefault(script, List.of()));
        } catch (StackOverflowError tooDeep) {
            // Everything touched belongs to this analysis: a script nested without end does no further harm.
            evaluator.effects().add(new Uncovered(script, 1, interpreter, "it is nested too deep to follow"));
        } catch (ShellSyntaxException syntax) {
            String message = "it is no shell script that can be read: " + syntax.getMessage();
            evaluator.effects().add(new Uncovered(script, syntax.line(), interpreter, message));
        }
    }
}
