package dev.jos.cli.command;

import com.google.gson.JsonObject;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Console;
import dev.jos.store.GcPlan;
import dev.jos.store.GcReport;
import dev.jos.store.Store;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/// `jos store gc`
final class StoreGc implements CliCommand {

    @Override
    public CommandSpec spec() {
        return Syntax.command("gc", "Remove from the store what nothing needs any more.")
                .description("What a generation, a named root or a running build needs stays.")
                .flag("--dry-run", "Show what would be removed, and remove nothing.")
                .example("jos store gc --dry-run", "Show how much would be freed.")
                .example("jos store gc", "Free it.")
                .withJson();
    }

    @Override
    public int run(Invocation invocation) throws IOException {
        Store store = Libraries.of(invocation.session()).store();
        GcPlan plan = store.planGc();
        boolean dryRun = invocation.flag("--dry-run");
        GcReport report = dryRun ? planned(plan) : store.collect(plan);
        if (invocation.json()) {
            invocation.console().print(json(report, plan, dryRun));
        } else {
            print(report, plan, dryRun, invocation.console());
        }
        return 0;
    }

    private static GcReport planned(GcPlan plan) {
        return new GcReport(
                plan.objects().size(),
                plan.trees().size(),
                plan.systems().size(),
                plan.records().size(),
                plan.bytes());
    }

    private static void print(GcReport report, GcPlan plan, boolean dryRun, Console console) {
        console.print((dryRun ? "Would remove " : "Removed ")
                + Amounts.count(report.objects(), "object") + ", "
                + Amounts.count(report.trees(), "tree") + ", "
                + Amounts.count(report.systems(), "system") + " and "
                + Amounts.count(report.records(), "import record") + ": "
                + Amounts.bytes(report.bytes()) + (dryRun ? "." : " freed."));
        console.print(Amounts.count(plan.keptObjects(), "object") + " and " + Amounts.count(plan.keptTrees(), "tree")
                + (dryRun ? " would stay." : " stay."));
    }

    private static JsonObject json(GcReport report, GcPlan plan, boolean dryRun) {
        JsonObject json = new JsonObject();
        json.addProperty("dryRun", dryRun);
        json.addProperty("objects", report.objects());
        json.addProperty("trees", report.trees());
        json.addProperty("systems", report.systems());
        json.addProperty("records", report.records());
        json.addProperty("bytes", report.bytes());
        json.addProperty("keptObjects", plan.keptObjects());
        json.addProperty("keptTrees", plan.keptTrees());
        return json;
    }
}
