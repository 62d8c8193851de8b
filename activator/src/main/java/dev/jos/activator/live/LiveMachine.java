package dev.jos.activator.live;

import dev.jos.activator.live.ServiceManager.Loaded;
import dev.jos.activator.units.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Looks at the machine: its units and what their processes use.
public final class LiveMachine {

    private static final String USER_MANAGER = "user@";

    private final ServiceManager manager;
    private final ProcessFiles processes;

    /// @param root `/`, or the directory that stands for it
    public LiveMachine(ServiceManager manager, Path root) {
        this.manager = manager;
        this.processes = new ProcessFiles(root);
    }

    /// The machine as it is now.
    public LiveState look() throws IOException {
        if (!manager.isRunning()) {
            return LiveState.UNMANAGED;
        }
        SortedMap<UnitName, LiveUnit> units = new TreeMap<>();
        SortedSet<Integer> users = new TreeSet<>();
        SortedMap<UnitName, String> states = manager.states();
        states.forEach((name, state) -> units.put(name, LiveUnit.of(name, state)));
        for (Loaded each : manager.services(activeServices(states))) {
            LiveUnit unit = each.unit();
            ProcessFiles.Used used = processes.ofControlGroup(each.controlGroup());
            units.put(
                    unit.name(),
                    new LiveUnit(unit.name(), unit.state(), unit.startTime(), used.files(), used.ownMountsIn()));
            if (isUserManager(unit.name())) {
                users.add(Integer.parseInt(unit.name().instance()));
            }
        }
        ProcessFiles.Used first = processes.ofProcess(1);
        return new LiveState(units, first.files(), users, !first.files().isEmpty(), true);
    }

    private static List<UnitName> activeServices(SortedMap<UnitName, String> states) {
        return states.entrySet().stream()
                .filter(each -> each.getKey().type().equals("service") && LiveUnit.isActive(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isUserManager(UnitName name) {
        return name.text().startsWith(USER_MANAGER) && name.instance().matches("\\d{1,9}");
    }

    /// What `/usr` and `/etc` are now.
    public MountedDevices devices() throws IOException {
        return processes.devices();
    }

    /// The services that still have what was at one of `directories`, `usr` and `etc`, though there is another one now.
    public SortedSet<UnitName> stuckOn(MountedDevices before, Set<String> directories) throws IOException {
        SortedSet<UnitName> stuck = new TreeSet<>();
        MountedDevices now = devices();
        for (Loaded each : manager.services(activeServices(manager.states()))) {
            if (processes.haveStayedOn(before, now, directories, each.controlGroup())) {
                stuck.add(each.unit().name());
            }
        }
        return stuck;
    }
}
