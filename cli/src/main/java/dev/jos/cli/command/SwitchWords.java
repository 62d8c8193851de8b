package dev.jos.cli.command;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.jos.activator.switching.SwitchListener;
import dev.jos.activator.switching.SwitchProblem;
import dev.jos.activator.switching.SwitchStep;
import dev.jos.activator.units.UnitName;
import dev.jos.cli.terminal.Console;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Tells on standard error what a switch does.
final class SwitchWords implements SwitchListener {

    private static final Map<SwitchStep, String> STEPS = Map.ofEntries(
            Map.entry(SwitchStep.PREPARE, "preparing the new system"),
            Map.entry(SwitchStep.STOP_UNITS, "stopping"),
            Map.entry(SwitchStep.SHOW_SYSTEM, "changing over"),
            Map.entry(SwitchStep.ACCOUNTS, "users and groups"),
            Map.entry(SwitchStep.SERVICE_MANAGER, "service manager"),
            Map.entry(SwitchStep.TASKS, "settings of the running system"),
            Map.entry(SwitchStep.RELOAD_UNITS, "reloading"),
            Map.entry(SwitchStep.RESTART_UNITS, "restarting"),
            Map.entry(SwitchStep.START_UNITS, "starting"),
            Map.entry(SwitchStep.UNITS_ON_OLD_MOUNTS, "restarting, to leave the old system"),
            Map.entry(SwitchStep.USER_MANAGERS, "service managers of users"),
            Map.entry(SwitchStep.HEALTH, "health checks"),
            Map.entry(SwitchStep.CONFIRMATION, "confirmation"),
            Map.entry(SwitchStep.BOOT_DEFAULT, "boot loader"));

    private final Console console;

    SwitchWords(Console console) {
        this.console = console;
    }

    @Override
    public void begins(SwitchStep step, Collection<UnitName> units) {
        if (!units.isEmpty()) {
            String names = units.stream().map(UnitName::text).collect(Collectors.joining(", "));
            console.note(STEPS.get(step) + ": " + names);
        }
    }

    @Override
    public void notice(SwitchProblem problem) {
        console.note(console.errorStyle().yellow("note:") + " " + sentence(problem));
        details(problem).forEach(line -> console.note("    " + line));
    }

    @Override
    public void asksForConfirmation(long seconds) {
        console.note(console.errorStyle().bold("The new system runs.") + " Keep it with `jos confirm` within " + seconds
                + " s; otherwise the old one comes back.");
    }

    @Override
    public void takesBack(SwitchProblem problem) {
        console.note(console.errorStyle().red("failed:") + " " + sentence(problem));
        details(problem).forEach(line -> console.note("    " + line));
        console.note("going back to the system before");
    }

    static String sentence(SwitchProblem problem) {
        return switch (problem) {
            case SwitchProblem.UnitFailed failed -> failed.unit() + " could not be started";
            case SwitchProblem.Unhealthy(String check, String reason) ->
                "the health check `" + check + "` failed" + (reason.isEmpty() ? "" : ": " + reason);
            case SwitchProblem.StepFailed(SwitchStep step, String message) -> STEPS.get(step) + ": " + message;
            case SwitchProblem.NotConfirmed(long seconds) ->
                "nobody confirmed within " + seconds + " s that all is well";
        };
    }

    private static List<String> details(SwitchProblem problem) {
        return problem instanceof SwitchProblem.UnitFailed failed ? failed.lastWords() : List.of();
    }

    static JsonArray json(List<SwitchProblem> problems) {
        JsonArray array = new JsonArray();
        problems.forEach(problem -> array.add(json(problem)));
        return array;
    }

    static JsonObject json(SwitchProblem problem) {
        JsonObject json = new JsonObject();
        json.addProperty("message", sentence(problem));
        if (problem instanceof SwitchProblem.UnitFailed failed) {
            json.addProperty("unit", failed.unit().text());
        }
        if (problem instanceof SwitchProblem.Unhealthy unhealthy) {
            json.addProperty("check", unhealthy.check());
        }
        return json;
    }
}
