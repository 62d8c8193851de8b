package dev.jos.modules.shipped.systemd;

import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.UnitDefinition;

/// Asks after the units that a configuration declares and wants started.
final class UnitHealth {

    private UnitHealth() {}

    /// A unit that nobody starts by itself, a template among them, has nothing to answer for.
    static void check(UnitDefinition unit, SystemDefinition system) {
        boolean wanted = !unit.wantedBy().isEmpty() || !unit.requiredBy().isEmpty();
        if (wanted && unit.name().indexOf('@') < 0) {
            system.healthCheck(HealthCheck.unitStarted(name(unit.name()), unit.name()));
        }
    }

    /// Names of units may have characters that names of checks have not.
    private static String name(String unit) {
        var name = new StringBuilder("unit-");
        for (int i = 0; i < unit.length(); i++) {
            char c = unit.charAt(i);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
            name.append(plain ? c : '.');
        }
        return name.toString();
    }
}
