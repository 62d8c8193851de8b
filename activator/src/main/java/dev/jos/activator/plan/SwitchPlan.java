package dev.jos.activator.plan;

import dev.jos.activator.units.UnitName;
import dev.jos.system.SystemId;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything a switch will do to the running machine, decided before anything is done.
///
/// `jos switch` carries a plan out; `jos switch --dry-run` prints the same plan.
///
/// @param from the system that runs
/// @param usrChanges whether `/usr` is another one
/// @param leave `usr` and `etc`, where processes may not go on with what was there before
/// @param etc what becomes different in `/etc`, by path
/// @param units what happens to units, by kind and name; those not named go on undisturbed
/// @param manager what happens to the service manager itself
/// @param userManagers whose service managers read their units anew
/// @param reboot what only takes effect with the next boot, in words
/// @param warnings what whoever switches should know, in words
public record SwitchPlan(
        SystemId from,
        SystemId to,
        boolean usrChanges,
        SortedSet<String> leave,
        List<EtcChange> etc,
        List<AccountChange> accounts,
        List<UnitAction> units,
        Set<SystemTask> tasks,
        Manager manager,
        SortedSet<Integer> userManagers,
        List<String> reboot,
        List<String> warnings) {

    /// What becomes of PID 1.
    public enum Manager {
        AS_IT_IS,
        /// Reads its units anew.
        RELOADED,
        /// Its program, libraries or settings change: it replaces itself and goes on.
        REEXECUTED
    }

    public SwitchPlan {
        etc = List.copyOf(etc);
        accounts = List.copyOf(accounts);
        units = List.copyOf(units);
        tasks = Set.copyOf(tasks);
        reboot = List.copyOf(reboot);
        warnings = List.copyOf(warnings);
    }

    /// A plan that does nothing.
    public static SwitchPlan nothing(SystemId from, SystemId to) {
        return new SwitchPlan(
                from,
                to,
                false,
                new TreeSet<>(List.of("usr", "etc")),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                Manager.AS_IT_IS,
                new TreeSet<>(),
                List.of(),
                List.of());
    }

    /// Whether the machine stays exactly as it is.
    public boolean isEmpty() {
        return !usrChanges && etc.isEmpty() && units.isEmpty() && reboot.isEmpty();
    }

    /// The units that something is done to, by name.
    public SortedSet<UnitName> units(UnitAction.Kind... kinds) {
        List<UnitAction.Kind> wanted = List.of(kinds);
        var names = new TreeSet<UnitName>();
        units.stream().filter(action -> wanted.contains(action.kind())).forEach(action -> names.add(action.unit()));
        return names;
    }
}
