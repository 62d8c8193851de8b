package dev.jos.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.command.CliCommand;
import dev.jos.cli.command.CommandTree;
import dev.jos.cli.command.Invocation;
import dev.jos.cli.command.Outside;
import dev.jos.cli.command.Session;
import dev.jos.cli.command.Version;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.error.ErrorMessage;
import dev.jos.cli.error.ErrorRenderer;
import dev.jos.cli.error.ExitCode;
import dev.jos.cli.error.Explanations;
import dev.jos.cli.terminal.Console;
import dev.jos.host.JosRoot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// One run of the `jos` command: parses, runs, words errors, and picks the exit status.
final class Jos {

    private final Console console;
    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final Outside outside;
    private final CommandTree commands = new CommandTree();

    /// A run in the world as it is.
    Jos(Console console, Map<String, String> environment, Path workingDirectory) {
        this(console, environment, workingDirectory, Outside.WORLD);
    }

    Jos(Console console, Map<String, String> environment, Path workingDirectory, Outside outside) {
        this.console = console;
        this.environment = environment;
        this.workingDirectory = workingDirectory;
        this.outside = outside;
    }

    /// Runs one command line; returns the exit status. Throws nothing.
    int run(List<String> arguments) {
        if (arguments.equals(List.of("--version")) || arguments.equals(List.of("-V"))) {
            console.print("jos " + Version.CURRENT);
            return ExitCode.OK.status();
        }
        boolean json = arguments.contains("--json");
        JosRoot root = JosRoot.fromEnvironment(environment);
        try {
            CommandLine line = commands.along(arguments);
            ParseResult result;
            try {
                result = line.parseArgs(arguments.toArray(String[]::new));
            } catch (ParameterException e) {
                throw UsageProblem.of(e);
            }
            List<ParseResult> levels = levels(result);
            root = root(levels).orElse(root);
            return run(levels, root);
        } catch (CommandProblem e) {
            return report(e, json);
        } catch (Exception e) {
            return Explanations.explain(e)
                    .map(problem -> report(problem, json))
                    .orElseGet(() -> CrashReport.write(e, arguments, environment, console));
        } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            return CrashReport.write(e, arguments, environment, console);
        }
    }

    private int run(List<ParseResult> levels, JosRoot root) throws Exception {
        ParseResult last = levels.getLast();
        if (levels.stream().anyMatch(each -> each.isVersionHelpRequested())) {
            console.print("jos " + Version.CURRENT);
            return ExitCode.OK.status();
        }
        List<String> path =
                levels.stream().skip(1).map(each -> each.commandSpec().name()).toList();
        Optional<CliCommand> command = commands.command(path);
        boolean saysNothing = levels.size() == 1 && last.originalArgs().isEmpty();
        if (last.isUsageHelpRequested() || saysNothing) {
            last.commandSpec()
                    .commandLine()
                    .usage(console.out(), console.outputStyle().isColoured() ? Ansi.ON : Ansi.OFF);
            return ExitCode.OK.status();
        }
        if (command.isEmpty()) {
            String name = last.commandSpec().qualifiedName();
            String choices = String.join(", ", last.commandSpec().subcommands().keySet());
            throw new CommandProblem(
                    ExitCode.USAGE,
                    "command-needed",
                    "`" + name + "` needs a command.",
                    "Add one of these: " + choices + ".",
                    "Run `" + name + " --help` to see what they do.");
        }
        Session session = new Session(console, environment, workingDirectory, root, outside);
        return command.get().run(new Invocation(last, session));
    }

    private static List<ParseResult> levels(ParseResult result) {
        List<ParseResult> levels = new ArrayList<>();
        for (ParseResult each = result; each != null; each = each.subcommand()) {
            levels.add(each);
        }
        return levels;
    }

    private Optional<JosRoot> root(List<ParseResult> levels) {
        return levels.stream()
                .map(each -> each.matchedOptionValue("--root", (String) null))
                .filter(written -> written != null && !written.isEmpty())
                .reduce((_, last) -> last)
                .map(written -> {
                    Map<String, String> own = new HashMap<>(environment);
                    own.put("JOS_ROOT", workingDirectory.resolve(written).toString());
                    return JosRoot.fromEnvironment(own);
                });
    }

    private int report(CommandProblem problem, boolean json) {
        if (json) {
            JsonArray errors = new JsonArray();
            problem.messages().forEach(message -> errors.add(ErrorRenderer.json(message)));
            JsonObject object = new JsonObject();
            object.add("errors", errors);
            console.print(object);
        } else {
            ErrorRenderer renderer = new ErrorRenderer(console.errorStyle());
            for (ErrorMessage message : problem.messages()) {
                renderer.lines(message).forEach(console::note);
            }
        }
        return problem.exitCode().status();
    }
}
