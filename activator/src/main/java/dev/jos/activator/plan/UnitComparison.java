package dev.jos.activator.plan;

import dev.jos.activator.units.SystemUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which differences between two states of a unit matter to one that runs. What systemd applies by reading its units
/// again does not.
final class UnitComparison {

    private static final Set<String> UNIT_KEYS = Set.of("Unit.JoinsNamespaceOf");

    private static final Set<String> APPLIED_AT_ONCE = Set.of(
            "ExecReload",
            "ExecStop",
            "ExecStopPost",
            "FinalKillSignal",
            "KillMode",
            "KillSignal",
            "RestartKillSignal",
            "Restart",
            "RestartForceExitStatus",
            "RestartMaxDelaySec",
            "RestartPreventExitStatus",
            "RestartSec",
            "RestartSteps",
            "SendSIGHUP",
            "SendSIGKILL",
            "SuccessExitStatus",
            "TimeoutAbortSec",
            "TimeoutSec",
            "TimeoutStartFailureMode",
            "TimeoutStartSec",
            "TimeoutStopFailureMode",
            "TimeoutStopSec");

    /// Units whose settings are all applied at once, or do nothing by themselves.
    private static final Set<String> PASSIVE = Set.of("slice", "target", "device", "scope");

    private UnitComparison() {}

    /// The keys that a running unit has otherwise until it is restarted, as `Section.Key`.
    static List<String> between(SystemUnit before, SystemUnit after) {
        if (PASSIVE.contains(after.name().type())) {
            return List.of();
        }
        var keys = new TreeSet<>(before.settings().differences(after.settings()));
        keys.removeIf(key -> !matters(key));
        return List.copyOf(keys);
    }

    private static boolean matters(String key) {
        int dot = key.indexOf('.');
        String section = key.substring(0, dot);
        String name = key.substring(dot + 1);
        if (section.equals("Unit")) {
            return UNIT_KEYS.contains(key);
        }
        return !section.equals("Install")
                && !section.startsWith("X-")
                && !name.startsWith("X-")
                && !APPLIED_AT_ONCE.contains(name);
    }

    /// Whether a mount needs no more than other options.
    static boolean isRemount(SystemUnit unit, List<String> keys) {
        return unit.name().type().equals("mount") && keys.equals(List.of("Mount.Options"));
    }
}
