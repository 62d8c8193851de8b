package dev.jos.activator.live;

import dev.jos.activator.live.ServiceManager.Loaded;
import dev.jos.activator.units.UnitName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
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
        List<LiveUnit> units = new ArrayList<>();
        SortedSet<Integer> users = new TreeSet<>();
        for (Loaded each : manager.units()) {
            LiveUnit unit = each.unit();
            if (unit.isActive() && hasProcesses(each)) {
                ProcessFiles.Used used = processes.ofControlGroup(each.controlGroup());
                unit = new LiveUnit(
                        unit.name(),
                        unit.state(),
                        unit.startTime(),
                        unit.refusesStop(),
                        used.files(),
                        used.ownMountsIn());
            }
            units.add(unit);
            if (unit.isActive() && unit.name().prefix().equals("user") && isUserManager(unit.name())) {
                users.add(Integer.parseInt(unit.name().instance()));
            }
        }
        ProcessFiles.Used first = processes.ofProcess(1);
        return LiveState.of(units, first.files(), users, !first.files().isEmpty());
    }

    /// The control group of a slice holds those of units, which are asked themselves.
    private static boolean hasProcesses(Loaded each) {
        return !each.controlGroup().isEmpty() && each.unit().name().type().equals("service");
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
        for (Loaded each : manager.units()) {
            if (each.unit().isActive()
                    && hasProcesses(each)
                    && processes.haveStayedOn(before, now, directories, each.controlGroup())) {
                stuck.add(each.unit().name());
            }
        }
        return stuck;
    }
}
