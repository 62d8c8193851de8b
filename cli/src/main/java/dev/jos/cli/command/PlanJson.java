package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.activator.plan.SwitchPlan;
import dev.jos.activator.plan.SystemTask;
import dev.jos.activator.switching.Recovery.Finding;
import java.util.Collection;
import java.util.Locale;

/// A plan of a switch, for programs.
final class PlanJson {

    private static final double MILLIS = 1000;

    private PlanJson() {}

    static JsonObject of(SwitchPlan plan) {
        JsonObject json = new JsonObject();
        json.addProperty("from", plan.from().toString());
        json.addProperty("to", plan.to().toString());
        json.addProperty("usr", plan.usrChanges());
        JsonArray units = new JsonArray();
        plan.units().forEach(action -> {
            JsonObject unit = new JsonObject();
            unit.addProperty("unit", action.unit().text());
            unit.addProperty("action", word(action.kind()));
            unit.add("reasons", strings(action.reasons()));
            unit.addProperty("downtimeSeconds", action.downtime().toMillis() / MILLIS);
            units.add(unit);
        });
        json.add("units", units);
        JsonArray etc = new JsonArray();
        plan.etc().forEach(change -> {
            JsonObject path = new JsonObject();
            path.addProperty("path", "/" + change.path());
            path.addProperty("change", word(change.kind()));
            path.addProperty("editedHere", change.local());
            etc.add(path);
        });
        json.add("etc", etc);
        JsonArray accounts = new JsonArray();
        plan.accounts().forEach(change -> {
            JsonObject account = new JsonObject();
            account.addProperty(change.group() ? "group" : "user", change.name());
            account.addProperty("change", word(change.kind()));
            accounts.add(account);
        });
        json.add("accounts", accounts);
        json.addProperty("serviceManager", word(plan.manager()));
        JsonArray tasks = new JsonArray();
        for (SystemTask task : SystemTask.values()) {
            if (plan.tasks().contains(task)) {
                tasks.add(word(task));
            }
        }
        json.add("tasks", tasks);
        json.addProperty("rebootNeeded", !plan.reboot().isEmpty());
        json.add("rebootFor", strings(plan.reboot()));
        json.add("warnings", strings(plan.warnings()));
        return json;
    }

    /// What became of a switch, in one word.
    static String word(Finding finding) {
        return switch (finding) {
            case Finding.Ended ended -> "ended";
            case Finding.GoesOn goesOn -> "goes-on";
            case Finding.StartedAgain again -> "started-again";
            case Finding.NotBegun notBegun -> "not-begun";
            case Finding.Kept kept -> "kept";
            case Finding.Killed killed -> "killed";
        };
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static JsonArray strings(Collection<String> all) {
        JsonArray array = new JsonArray();
        all.forEach(array::add);
        return array;
    }
}
