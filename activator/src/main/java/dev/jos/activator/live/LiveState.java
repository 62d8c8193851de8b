package dev.jos.activator.live;

import dev.jos.activator.units.UnitName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/// What a plan has to know of the machine it is for.
///
/// @param units all units that the service manager has loaded, by name
/// @param managerUses what PID 1 has mapped
/// @param userManagers the numbers of users whose service managers run
/// @param allSeen whether everything about processes could be read; an ordinary user may look at their own only
/// @param managed whether there is a service manager; if not, nothing is known of units
public record LiveState(
        SortedMap<UnitName, LiveUnit> units,
        SortedSet<String> managerUses,
        SortedSet<Integer> userManagers,
        boolean allSeen,
        boolean managed) {

    /// A place without a service manager, such as a container or a chroot.
    static final LiveState UNMANAGED = new LiveState(
            Collections.emptySortedMap(), Collections.emptySortedSet(), Collections.emptySortedSet(), true, false);

    public Optional<LiveUnit> unit(UnitName name) {
        return Optional.ofNullable(units.get(name));
    }

    public boolean isActive(UnitName name) {
        return unit(name).filter(LiveUnit::isActive).isPresent();
    }
}
