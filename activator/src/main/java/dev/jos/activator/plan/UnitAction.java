package dev.jos.activator.plan;

import dev.jos.activator.units.UnitName;
import java.time.Duration;
import java.util.List;

/// What a switch does with one unit, and why.
///
/// @param reasons in words, at least one
/// @param downtime how long the unit will be away, judged by its last start; zero where nothing is interrupted
public record UnitAction(UnitName unit, Kind kind, List<String> reasons, Duration downtime) {

    /// In the order in which they are carried out.
    public enum Kind {
        /// Before the new system is there, for good.
        STOP,
        /// Stopped as the old system says, and started as the new one does.
        STOP_START,
        RELOAD,
        RESTART,
        START,
        /// Would have to be restarted, and must not be while the machine runs.
        KEEP
    }

    public UnitAction {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("an action needs a reason");
        }
    }
}
