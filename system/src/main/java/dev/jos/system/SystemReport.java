package dev.jos.system;

import java.util.List;

/// What a reading of all systems found.
public record SystemReport(int systems, List<SystemDamage> damages) {

    public SystemReport {
        damages = List.copyOf(damages);
    }

    public boolean isClean() {
        return damages.isEmpty();
    }
}
