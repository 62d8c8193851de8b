package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.command.SystemDiff.Change;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.cli.terminal.Style;
import dev.jos.packages.DebianVersion;
import dev.jos.store.Store;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Model.CommandSpec;

/// `jos diff`
final class Diff implements CliCommand {

    private static final String EXIT_CODE = "--exit-code";

    @Override
    public CommandSpec spec() {
        return Syntax.command("diff", "Compare two systems, or a system with what a configuration would become.")
                .description(
                        "Compares packages, interfaces, options, units, the kernel and the size. A configuration is not"
                                + " built for that: of it, packages, options and the kernel are compared.",
                        "Each side is the number of a generation, `running`, `booted`, or a configuration file or its"
                                + " directory. Without any, the running system is compared with the machine's"
                                + " configuration; with one, the running system with that. Where no system of jos runs,"
                                + " the newest generation stands for it.")
                .optionalArgument("A", "What to compare, or what to compare the running system with.")
                .optionalArgument("B", "What to compare it with.")
                .option(Profiles.OPTION, "NAME", Profiles.DESCRIPTION)
                .flag(EXIT_CODE, "End with status 1 if there is a difference.")
                .example("jos diff", "Show what `jos switch` would bring.")
                .example("jos diff 3 4", "Show what came with generation 4.")
                .example("jos diff booted running --json", "Show what changed since the machine was booted.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        Session session = invocation.session();
        Optional<String> first = invocation.argument(0);
        Optional<String> second = invocation.argument(1);
        DiffSide before =
                second.isPresent() ? DiffSide.named(first.orElseThrow(), invocation) : DiffSide.usual(invocation);
        DiffSide after = second.isPresent() || first.isPresent()
                ? DiffSide.named(second.or(() -> first).orElseThrow(), invocation)
                : DiffSide.of(MachineFile.load(invocation, MachinePath.usual(session)), session);
        SystemDiff diff =
                SystemDiff.between(before, after, Store.open(session.root(), session.files(), session.systemCalls()));
        if (invocation.json()) {
            invocation.console().print(json(before, after, diff));
        } else {
            print(before, after, diff, invocation.console());
        }
        return diff.isEmpty() || !invocation.flag(EXIT_CODE) ? 0 : 1;
    }

    private static void print(DiffSide before, DiffSide after, SystemDiff diff, Console console) {
        Style style = console.outputStyle();
        if (diff.isEmpty()) {
            console.print("There is no difference between " + before.label() + " and " + after.label() + ".");
        } else {
            console.print(style.bold("--- " + before.label()));
            console.print(style.bold("+++ " + after.label()));
        }
        section("packages", diff.packages(), Diff::version, console);
        section("interfaces", diff.interfaces(), Diff::line, console);
        section("units", diff.units(), Diff::unit, console);
        section("options", diff.options(), Diff::line, console);
        diff.kernel()
                .ifPresent(kernel -> console.print(style.bold("kernel") + " "
                        + kernel.before().orElse("") + " → " + kernel.after().orElse("")));
        diff.bytes().stream()
                .filter(bytes -> bytes != 0)
                .forEach(bytes -> console.print(
                        style.bold("size") + " " + (bytes < 0 ? "-" : "+") + Amounts.bytes(Math.abs(bytes))));
        if (!diff.unknown().isEmpty()) {
            console.note("Not compared: " + String.join(", ", diff.unknown()) + ". "
                    + (after.built().isEmpty() || before.built().isEmpty()
                            ? "Of a configuration that is known once it is built."
                            : "Of an older generation nobody kept them."));
        }
    }

    /// Words for one difference, after its sign.
    @FunctionalInterface
    private interface Words {
        String of(String name, Change change);
    }

    private static void section(String title, SortedMap<String, Change> changes, Words words, Console console) {
        Style style = console.outputStyle();
        if (!changes.isEmpty()) {
            console.print(style.bold(title) + " (" + changes.size() + ")");
        }
        changes.forEach((name, change) -> {
            String line = "  " + words.of(name, change);
            console.print(
                    change.before().isEmpty()
                            ? style.green(line)
                            : change.after().isEmpty() ? style.red(line) : line);
        });
    }

    private static String line(String name, Change change) {
        if (change.before().isEmpty()) {
            return "+ " + name + " " + change.after().orElse("");
        }
        return change.after().isEmpty()
                ? "- " + name + " " + change.before().get()
                : "~ " + name + " " + change.before().get() + " → "
                        + change.after().get();
    }

    private static String version(String name, Change change) {
        String line = line(name, change);
        if (change.before().isEmpty() || change.after().isEmpty()) {
            return line;
        }
        int order = DebianVersion.compare(change.before().get(), change.after().get());
        return (order < 0 ? "↑" : "↓") + line.substring(1);
    }

    private static String unit(String name, Change change) {
        if (change.before().isEmpty() || change.after().isEmpty()) {
            return (change.before().isEmpty() ? "+ " : "- ") + name;
        }
        return line(name, change);
    }

    private static JsonObject json(DiffSide before, DiffSide after, SystemDiff diff) {
        JsonObject json = new JsonObject();
        json.addProperty("before", before.label());
        json.addProperty("after", after.label());
        json.addProperty("different", !diff.isEmpty());
        json.add("packages", json(diff.packages()));
        json.add("interfaces", json(diff.interfaces()));
        json.add("units", json(diff.units()));
        json.add("options", json(diff.options()));
        diff.kernel().ifPresent(kernel -> json.add("kernel", json("kernel", kernel)));
        diff.bytes().ifPresent(bytes -> json.addProperty("bytes", bytes));
        json.add("notCompared", PlanJson.strings(List.copyOf(diff.unknown())));
        return json;
    }

    private static JsonArray json(SortedMap<String, Change> changes) {
        JsonArray array = new JsonArray();
        changes.forEach((name, change) -> array.add(json(name, change)));
        return array;
    }

    private static JsonObject json(String name, Change change) {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        change.before().ifPresent(value -> json.addProperty("before", value));
        change.after().ifPresent(value -> json.addProperty("after", value));
        return json;
    }
}
