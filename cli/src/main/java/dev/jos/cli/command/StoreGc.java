package dev.jos.cli.command;

import com.google.gson.JsonObject;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.packages.tools.ToolCheckouts;
import dev.jos.store.Closure;
import dev.jos.store.GcPlan;
import dev.jos.store.GcReport;
import dev.jos.store.Store;
import dev.jos.system.SystemId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/// `jos store gc`
final class StoreGc implements CliCommand {

    /// The root that keeps what the machine itself uses.
    private static final String MACHINE = "machine";

    @Override
    public CommandSpec spec() {
        return Syntax.command("gc", "Remove from the store what nothing needs any more.")
                .description(
                        "What a generation, the running system, a named root or a running build needs stays. Checkouts of tools go when their"
                                + " set has moved on and nobody used them for a week.")
                .flag("--dry-run", "Show what would be removed, and remove nothing.")
                .example("jos store gc --dry-run", "Show how much would be freed.")
                .example("jos store gc", "Free it.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Libraries libraries = Libraries.of(invocation.session());
        Store store = libraries.store();
        ToolCheckouts checkouts = libraries.toolCheckouts();
        List<String> inUse = inUse(invocation.session());
        if (!inUse.isEmpty() || store.roots().get(MACHINE).isPresent()) {
            store.roots().put(MACHINE, Closure.of(List.of(), List.of(), inUse));
        }
        GcPlan plan = store.planGc();
        List<ToolCheckouts.Unused> tools = checkouts.unused(Instant.now());
        boolean dryRun = invocation.flag("--dry-run");
        GcReport report = dryRun ? planned(plan) : store.collect(plan);
        if (!dryRun) {
            tools = removed(tools, checkouts);
        }
        if (invocation.json()) {
            invocation.console().print(json(report, tools, plan, dryRun));
        } else {
            print(report, tools, plan, dryRun, invocation.console());
        }
        return 0;
    }

    /// The systems that this machine runs and was booted with, and both of a switch that is under way, whether or not a
    /// generation has them.
    private static List<String> inUse(Session session) throws IOException {
        LiveSession machine = new LiveSession(session);
        Set<SystemId> systems = new HashSet<>(machine.systems().ids());
        machine.journal().read().ifPresent(intent -> systems.addAll(List.of(intent.from(), intent.to())));
        return systems.stream().map(SystemId::toString).toList();
    }

    private static List<ToolCheckouts.Unused> removed(List<ToolCheckouts.Unused> planned, ToolCheckouts checkouts)
            throws IOException {
        List<ToolCheckouts.Unused> removed = new ArrayList<>();
        for (ToolCheckouts.Unused each : planned) {
            if (checkouts.remove(each)) {
                removed.add(each);
            }
        }
        return removed;
    }

    private static long bytes(GcReport report, List<ToolCheckouts.Unused> tools) {
        return report.bytes()
                + tools.stream().mapToLong(ToolCheckouts.Unused::bytes).sum();
    }

    private static GcReport planned(GcPlan plan) {
        return new GcReport(
                plan.objects().size(),
                plan.trees().size(),
                plan.systems().size(),
                plan.records().size(),
                plan.bytes());
    }

    private static void print(
            GcReport report, List<ToolCheckouts.Unused> tools, GcPlan plan, boolean dryRun, Console console) {
        console.print((dryRun ? "Would remove " : "Removed ")
                + Amounts.count(report.objects(), "object") + ", "
                + Amounts.count(report.trees(), "tree") + ", "
                + Amounts.count(report.systems(), "system") + ", "
                + Amounts.count(report.records(), "import record") + " and "
                + Amounts.count(tools.size(), "checkout") + " of tools: "
                + Amounts.bytes(bytes(report, tools)) + (dryRun ? "." : " freed."));
        console.print(Amounts.count(plan.keptObjects(), "object") + " and " + Amounts.count(plan.keptTrees(), "tree")
                + (dryRun ? " would stay." : " stay."));
    }

    private static JsonObject json(GcReport report, List<ToolCheckouts.Unused> tools, GcPlan plan, boolean dryRun) {
        JsonObject json = new JsonObject();
        json.addProperty("dryRun", dryRun);
        json.addProperty("objects", report.objects());
        json.addProperty("trees", report.trees());
        json.addProperty("systems", report.systems());
        json.addProperty("records", report.records());
        json.addProperty("toolCheckouts", tools.size());
        json.addProperty("bytes", bytes(report, tools));
        json.addProperty("keptObjects", plan.keptObjects());
        json.addProperty("keptTrees", plan.keptTrees());
        return json;
    }
}
