package dev.jos.cli.command;

import dev.jos.activator.plan.AccountChange;
import dev.jos.activator.plan.EtcChange;
import dev.jos.activator.plan.SwitchPlan;
import dev.jos.activator.plan.SystemTask;
import dev.jos.activator.plan.UnitAction;
import dev.jos.cli.terminal.Amounts;
import dev.jos.cli.terminal.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A plan of a switch, to be read before it is carried out.
final class PlanText {

    private static final int SHOWN = 12;
    private static final double MILLIS = 1000;
    private static final double SHORTEST = 0.1;

    private static final Map<UnitAction.Kind, String> VERBS = Map.of(
            UnitAction.Kind.STOP, "stop",
            UnitAction.Kind.STOP_START, "stop, then start",
            UnitAction.Kind.RELOAD, "reload",
            UnitAction.Kind.RESTART, "restart",
            UnitAction.Kind.START, "start",
            UnitAction.Kind.KEEP, "leave as it is");

    private static final Map<EtcChange.Kind, String> MARKS =
            Map.of(EtcChange.Kind.ADDED, "+", EtcChange.Kind.CHANGED, "~", EtcChange.Kind.REMOVED, "-");

    private final SwitchPlan plan;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private PlanText(SwitchPlan plan, Style style) {
        this.plan = plan;
        this.style = style;
    }

    static List<String> of(SwitchPlan plan, Style style) {
        return new PlanText(plan, style).lines();
    }

    private List<String> lines() {
        if (plan.isEmpty()) {
            return List.of("The running system is this one already: nothing changes.");
        }
        units();
        etc();
        accounts();
        more();
        plan.warnings().forEach(warning -> lines.add(style.yellow("warning:") + " " + warning));
        if (!plan.reboot().isEmpty()) {
            lines.add(style.yellow("reboot needed") + " for: " + String.join(", ", plan.reboot()));
        }
        return lines;
    }

    private void units() {
        for (UnitAction.Kind kind : UnitAction.Kind.values()) {
            List<UnitAction> some = plan.units().stream()
                    .filter(action -> action.kind() == kind)
                    .toList();
            if (!some.isEmpty()) {
                lines.add(style.bold(VERBS.get(kind) + ":"));
                some.forEach(action -> lines.add("  " + action.unit() + downtime(action.downtime()) + "  "
                        + style.dim(String.join("; ", action.reasons()))));
            }
        }
    }

    private static String downtime(Duration time) {
        return time.isZero()
                ? ""
                : String.format(Locale.ROOT, " (about %.1f s)", Math.max(SHORTEST, time.toMillis() / MILLIS));
    }

    private void etc() {
        List<EtcChange> shown = plan.etc();
        if (shown.isEmpty()) {
            return;
        }
        lines.add(style.bold("/etc:"));
        shown.stream()
                .limit(SHOWN)
                .forEach(change -> lines.add("  " + MARKS.get(change.kind()) + " /" + change.path()
                        + (change.local() ? "  " + style.yellow("edited here") : "")));
        if (shown.size() > SHOWN) {
            lines.add("  … and " + Amounts.count(shown.size() - SHOWN, "more path"));
        }
    }

    private void accounts() {
        if (plan.accounts().isEmpty()) {
            return;
        }
        lines.add(style.bold("accounts:"));
        for (AccountChange change : plan.accounts()) {
            lines.add("  " + MARKS.get(change.kind()) + (change.group() ? " group " : " user ") + change.name());
        }
    }

    private void more() {
        List<String> more = new ArrayList<>();
        if (plan.usrChanges()) {
            more.add("replace /usr");
        }
        switch (plan.manager()) {
            case AS_IT_IS -> {}
            case RELOADED -> more.add("reload the service manager");
            case REEXECUTED -> more.add("re-execute the service manager");
        }
        for (SystemTask task : SystemTask.values()) {
            if (plan.tasks().contains(task)) {
                more.add(task.description());
            }
        }
        if (!more.isEmpty()) {
            lines.add(style.bold("also:") + " " + String.join(", ", more));
        }
    }
}
