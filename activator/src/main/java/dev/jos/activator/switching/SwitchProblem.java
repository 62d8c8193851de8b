package dev.jos.activator.switching;

import dev.jos.activator.units.UnitName;
import java.util.List;

/// Why a switch did not go well.
public sealed interface SwitchProblem {

    /// A unit could not be started, or failed right after.
    ///
    /// @param lastWords the last lines that it logged
    record UnitFailed(UnitName unit, List<String> lastWords) implements SwitchProblem {}

    /// A health check that was well before is not any more.
    record Unhealthy(String check, String reason) implements SwitchProblem {}

    /// Something that has to succeed did not.
    record StepFailed(SwitchStep step, String message) implements SwitchProblem {}

    /// Nobody said in time that all is well.
    record NotConfirmed(long seconds) implements SwitchProblem {}
}
