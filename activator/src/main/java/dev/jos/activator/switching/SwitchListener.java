package dev.jos.activator.switching;

import dev.jos.activator.units.UnitName;
import java.util.Collection;

/// Is told what a switch does while it does it.
public interface SwitchListener {

    /// A step begins.
    ///
    /// @param units those it is about, if it is about units
    void begins(SwitchStep step, Collection<UnitName> units);

    /// Something is not as it should be, and the switch goes on.
    void notice(SwitchProblem problem);

    /// The new system runs, and somebody has to say within so many seconds that all is well.
    void asksForConfirmation(long seconds);

    /// The switch is taken back.
    void takesBack(SwitchProblem problem);
}
