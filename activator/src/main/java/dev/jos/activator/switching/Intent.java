package dev.jos.activator.switching;

import dev.jos.activator.plan.SwitchPlan;
import dev.jos.activator.plan.UnitAction;
import dev.jos.activator.units.UnitName;
import dev.jos.system.SystemId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a switch is about to do, as it is written down before it begins: enough to take it back.
///
/// @param profile whose generation `number` is
/// @param bootId of the boot in which the switch began
/// @param confirmWithin how long somebody has to say that all is well; without it nobody has to
/// @param bootDefault whether the machine is to boot the new system from now on
/// @param units what happens to which units, in the order of the plan
public record Intent(
        SystemId from,
        SystemId to,
        String profile,
        int number,
        String bootId,
        Phase phase,
        Optional<Duration> confirmWithin,
        boolean bootDefault,
        Map<UnitAction.Kind, List<UnitName>> units) {

    /// How far it has come. Each is written down before the first thing of it is done.
    public enum Phase {
        /// Nothing has been done to the running system.
        PREPARED,
        /// The running system is being changed.
        CHANGING,
        /// The new system runs, and is being looked at.
        CHECKING,
        /// All is well: what is left is to boot it from now on.
        KEPT
    }

    public Intent {
        units = Map.copyOf(units);
    }

    static Map<UnitAction.Kind, List<UnitName>> units(SwitchPlan plan) {
        var units = new EnumMap<UnitAction.Kind, List<UnitName>>(UnitAction.Kind.class);
        plan.units().forEach(action -> units.computeIfAbsent(action.kind(), _ -> new ArrayList<>())
                .add(action.unit()));
        return units;
    }

    List<UnitName> units(UnitAction.Kind... kinds) {
        var all = new ArrayList<UnitName>();
        for (UnitAction.Kind kind : kinds) {
            all.addAll(units.getOrDefault(kind, List.of()));
        }
        return all;
    }

    Intent at(Phase next) {
        return new Intent(from, to, profile, number, bootId, next, confirmWithin, bootDefault, units);
    }

    Intent with(SwitchPlan plan) {
        return new Intent(from, to, profile, number, bootId, phase, confirmWithin, bootDefault, units(plan));
    }
}
