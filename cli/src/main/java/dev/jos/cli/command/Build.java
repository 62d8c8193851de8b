package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.cli.error.CommandProblem;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `jos build`
final class Build implements CliCommand {

    private static final int SHORT_ID = 12;
    private static final String DRY_RUN = "--dry-run";
    private static final String KEEP = "--keep";
    private static final String CHECK = "--check";

    @Override
    public CommandSpec spec() {
        return Syntax.command("build", "Build the system that a configuration describes.")
                .description(
                        "Resolves the packages and locks them in jos.lock beside the configuration, downloads and imports"
                                + " what is missing, and composes a complete, bootable system in the store. The result is a"
                                + " new generation of the machine, unless nothing changed.",
                        "The same configuration and lock give the same system, byte for byte.")
                .optionalArgument(MachinePath.LABEL, MachinePath.DESCRIPTION)
                .example("jos build examples/minimal/machine.conf", "Build the smallest example.")
                .example("jos build machine.conf --json", "Print the result for programs.")
                .flag(
                        DRY_RUN,
                        "Only say what would be built, rebound and rebuilt, and why. Packages may be downloaded.")
                .flag(KEEP, "Keep the directory of a build from source that fails, to look into it.")
                .flag(
                        CHECK,
                        "Also build the packages that come from source once more, and fail unless the same bytes come out.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException, CommandProblem {
        MachineFile file = MachineFile.load(invocation, MachinePath.only(invocation));
        Libraries libraries = new Libraries(invocation.session(), Archives.of(file.definition()));
        if (invocation.flag(DRY_RUN)) {
            return dryRun(file, libraries, invocation);
        }
        SourceUse use = invocation.flag(KEEP) ? SourceUse.BUILD_AND_KEEP : SourceUse.BUILD;
        MachineBuild build = MachineBuild.run(file, libraries, invocation.session(), use);
        if (invocation.flag(CHECK)) {
            MachineLock.rebuild(file, libraries, invocation.session());
        }
        if (invocation.json()) {
            invocation.console().print(json(build));
        } else {
            print(build, invocation.console());
        }
        return 0;
    }

    private static int dryRun(MachineFile file, Libraries libraries, Invocation invocation)
            throws IOException, CommandProblem {
        MachineLock locked = MachineLock.decide(file, libraries, invocation.session(), SourceUse.PLAN);
        PackageEffects.of(locked, file, libraries, invocation.session()).printPlan(invocation);
        return 0;
    }

    /// What the system lacks goes to standard error: it is no result.
    static void printRemarks(List<String> remarks, Console console) {
        remarks.forEach(remark -> console.note(console.errorStyle().yellow("note:") + " " + remark));
    }

    private static void print(MachineBuild build, Console console) {
        printRemarks(build.remarks(), console);
        if (!build.changes().isEmpty()) {
            console.print("Locked: " + LockChanges.summary(build.changes()));
        }
        String id = build.generation().system().toString();
        console.print((build.fresh() ? "Built" : "Unchanged:") + " generation "
                + build.generation().number() + " of " + build.generation().profile() + ", system "
                + id.substring(0, SHORT_ID) + ", "
                + Amounts.count(build.system().manifest().packages().size(), "package") + ".");
        build.effects().scopes().lines().forEach(console::print);
        if (!build.effects().replaced().isEmpty() || !build.effects().rebound().isEmpty()) {
            console.print(build.effects().summary());
        }
        console.print(build.system().directory().toString());
    }

    private static JsonObject json(MachineBuild build) {
        JsonObject json = GenerationsList.json(build.generation());
        json.addProperty("fresh", build.fresh());
        json.addProperty("path", build.system().directory().toString());
        json.addProperty("packages", build.system().manifest().packages().size());
        json.add("changes", LockChanges.json(build.changes()));
        build.effects().addTo(json);
        JsonArray remarks = new JsonArray();
        build.remarks().forEach(remarks::add);
        json.add("remarks", remarks);
        return json;
    }
}
