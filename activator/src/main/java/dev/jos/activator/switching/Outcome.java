package dev.jos.activator.switching;

import java.util.List;

/// How a switch ended. In each case the machine runs one system, complete.
public sealed interface Outcome {

    /// The new system runs.
    ///
    /// @param notices what did not go well and is no reason to go back
    record Switched(List<SwitchProblem> notices) implements Outcome {}

    /// The old system runs again.
    ///
    /// @param notices what did not go well on the way back
    record TakenBack(SwitchProblem why, List<SwitchProblem> notices) implements Outcome {}
}
