package dev.jos.activator.live;

import dev.jos.activator.units.UnitName;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;

/// A unit as the service manager has it now.
///
/// @param state `ActiveState` of systemd: `active`, `inactive`, `failed` …
/// @param startTime how long its last start took; zero if it was never started
/// @param uses paths, as trees have them, of the programs and libraries that its processes have mapped; empty where
///     that may not be looked at
/// @param ownMountsIn `usr` or `etc`, where its processes have mounts of their own inside: they keep the one they have
public record LiveUnit(
        UnitName name, String state, Duration startTime, SortedSet<String> uses, SortedSet<String> ownMountsIn) {

    /// One of which nothing else is known.
    static LiveUnit of(UnitName name, String state) {
        return new LiveUnit(name, state, Duration.ZERO, Collections.emptySortedSet(), Collections.emptySortedSet());
    }

    /// Whether it runs, or is on its way to.
    public boolean isActive() {
        return isActive(state);
    }

    static boolean isActive(String state) {
        return state.equals("active") || state.equals("activating") || state.equals("reloading");
    }

    public boolean isFailed() {
        return state.equals("failed");
    }
}
