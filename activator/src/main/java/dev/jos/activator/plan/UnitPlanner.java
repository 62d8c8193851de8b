package dev.jos.activator.plan;

import dev.jos.activator.live.LiveState;
import dev.jos.activator.live.LiveUnit;
import dev.jos.activator.plan.UnitAction.Kind;
import dev.jos.activator.units.SystemUnit;
import dev.jos.activator.units.SystemUnits;
import dev.jos.activator.units.UnitName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// Decides what happens to each unit.
final class UnitPlanner {

    private static final UnitName DEFAULT_TARGET = new UnitName("default.target");
    private static final int NAMED = 3;

    private final SystemUnits before;
    private final SystemUnits after;
    private final LiveState live;
    private final TreeChanges changes;
    private final Set<String> replaced;
    private final SortedSet<UnitName> wantedBefore;
    private final SortedSet<UnitName> wantedAfter;
    private final SortedMap<UnitName, UnitAction> actions = new TreeMap<>();

    /// @param replaced `usr` or `etc`, where the machine gets another one
    UnitPlanner(SystemUnits before, SystemUnits after, LiveState live, TreeChanges changes, Set<String> replaced)
            throws IOException {
        this.before = before;
        this.after = after;
        this.live = live;
        this.changes = changes;
        this.replaced = replaced;
        this.wantedBefore = before.reachable(DEFAULT_TARGET);
        this.wantedAfter = after.reachable(DEFAULT_TARGET);
    }

    /// By kind, then by name.
    List<UnitAction> plan() throws IOException {
        for (LiveUnit unit : live.units().values()) {
            consider(unit);
        }
        for (UnitName name : after.enabled(DEFAULT_TARGET)) {
            startNew(name);
        }
        takeServicesAlongWithSockets();
        return actions.values().stream()
                .sorted(Comparator.comparing(UnitAction::kind).thenComparing(UnitAction::unit))
                .toList();
    }

    private void consider(LiveUnit unit) throws IOException {
        Optional<SystemUnit> had = before.find(unit.name());
        Optional<SystemUnit> has = after.find(unit.name());
        if (had.isEmpty() || had.get().masked()) {
            // From a generator, by hand, or made by a program: not the system's business.
            return;
        }
        if (unit.isFailed()) {
            startAgain(unit, had.get(), has);
        } else if (unit.isActive()) {
            if (has.isEmpty()) {
                stop(had.get(), unit, "is no longer part of the system");
            } else if (has.get().masked()) {
                stop(had.get(), unit, "is masked now");
            } else if (wantedBefore.contains(unit.name()) && !wantedAfter.contains(unit.name())) {
                stop(had.get(), unit, "is no longer enabled");
            } else {
                compare(unit, had.get(), has.get());
            }
        }
    }

    private void stop(SystemUnit had, LiveUnit unit, String reason) {
        add(unit.name(), refusesStop(had) ? Kind.KEEP : Kind.STOP, List.of(reason), Duration.ZERO);
    }

    private void startAgain(LiveUnit unit, SystemUnit had, Optional<SystemUnit> has) {
        if (has.isPresent() && !has.get().masked() && wantedAfter.contains(unit.name())) {
            boolean other = !restartReasons(unit, had, has.get()).isEmpty()
                    || !reloadReasons(has.get()).isEmpty();
            if (other) {
                add(unit.name(), Kind.START, List.of("had failed, and has changed"), Duration.ZERO);
            }
        }
    }

    private void startNew(UnitName name) throws IOException {
        boolean had = wantedBefore.contains(name) && before.find(name).isPresent();
        if (had || actions.containsKey(name) || live.isActive(name)) {
            return;
        }
        SystemUnit unit = after.find(name).orElseThrow();
        if (unit.name().isTemplate()
                || unit.settings().flag("Unit", "RefuseManualStart", false)
                || UnitRules.startedByHand(unit)) {
            return;
        }
        String reason = before.find(name).isPresent() ? "is enabled now" : "is new";
        add(name, Kind.START, List.of(reason), Duration.ZERO);
    }

    private void compare(LiveUnit unit, SystemUnit had, SystemUnit has) {
        List<String> restart = restartReasons(unit, had, has);
        if (restart.isEmpty()) {
            List<String> reload = reloadReasons(has);
            if (!reload.isEmpty()) {
                boolean reloads = has.canReload();
                add(
                        unit.name(),
                        reloads ? Kind.RELOAD : Kind.RESTART,
                        reload,
                        reloads ? Duration.ZERO : unit.startTime());
            }
            return;
        }
        switch (refusesStop(had) ? UnitRules.Treatment.NEVER : UnitRules.treatment(has)) {
            case NEVER -> {
                // An early program that has done its work and left holds nothing of the old system.
                if (!unit.uses().isEmpty()) {
                    add(unit.name(), Kind.KEEP, restart, Duration.ZERO);
                }
            }
            case RELOADED -> add(unit.name(), Kind.RELOAD, restart, Duration.ZERO);
            case NORMAL -> {
                if (UnitComparison.isRemount(has, UnitComparison.between(had, has))) {
                    add(unit.name(), Kind.RELOAD, restart, Duration.ZERO);
                } else {
                    boolean first = UnitRules.stopsFirst(has) || isSocket(has.name());
                    add(unit.name(), first ? Kind.STOP_START : Kind.RESTART, restart, unit.startTime());
                }
            }
        }
    }

    private static boolean refusesStop(SystemUnit unit) {
        return unit.settings().flag("Unit", "RefuseManualStop", false);
    }

    private static boolean isSocket(UnitName name) {
        return name.type().equals("socket");
    }

    private List<String> restartReasons(LiveUnit unit, SystemUnit had, SystemUnit has) {
        List<String> reasons = new ArrayList<>();
        List<String> keys = UnitComparison.between(had, has);
        if (!keys.isEmpty()) {
            reasons.add(named(keys.stream().map(key -> "`" + key + "`").toList()) + " changed");
        }
        List<String> used = unit.uses().stream().filter(changes::changed).toList();
        if (!used.isEmpty()) {
            reasons.add("uses " + named(used.stream().map(UnitPlanner::fileName).toList()) + ", which changed");
        }
        List<String> programs = UnitFiles.programs(has).stream()
                .filter(changes::changed)
                .filter(path -> !used.contains(path))
                .toList();
        if (!programs.isEmpty()) {
            reasons.add(
                    "runs " + named(programs.stream().map(UnitPlanner::fileName).toList()) + ", which changed");
        }
        List<String> files = changed(UnitRules.restartFiles(has));
        files.removeAll(changed(UnitRules.reloadFiles(has)));
        if (!files.isEmpty()) {
            reasons.add(read(files));
        }
        if (reasons.isEmpty()) {
            unit.ownMountsIn().stream()
                    .filter(replaced::contains)
                    .forEach(each -> reasons.add("has mounts of its own inside /" + each));
        }
        return reasons;
    }

    private List<String> reloadReasons(SystemUnit has) {
        List<String> files = changed(UnitRules.reloadFiles(has));
        return files.isEmpty() ? List.of() : List.of(read(files));
    }

    private List<String> changed(List<String> paths) {
        List<String> changed = new ArrayList<>();
        for (String path : paths) {
            changes.within(path).stream()
                    .filter(each -> !changed.contains(each))
                    .forEach(changed::add);
        }
        return changed;
    }

    private static String read(List<String> files) {
        return "reads " + named(files.stream().map(file -> "/" + file).toList()) + ", which changed";
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String named(List<String> all) {
        return all.size() <= NAMED
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, NAMED)) + " and " + (all.size() - NAMED) + " more";
    }

    /// A socket cannot be changed while its service has it.
    private void takeServicesAlongWithSockets() {
        List<UnitName> sockets = actions.values().stream()
                .filter(action -> Set.of(Kind.STOP_START, Kind.STOP).contains(action.kind()))
                .map(UnitAction::unit)
                .filter(UnitPlanner::isSocket)
                .toList();
        for (UnitName socket : sockets) {
            UnitName service = socket.ofType("service");
            Kind kind = actions.get(service) == null
                    ? Kind.KEEP
                    : actions.get(service).kind();
            Optional<LiveUnit> unit = live.unit(service).filter(LiveUnit::isActive);
            if (unit.isPresent() && kind != Kind.STOP && startsAgain(socket)) {
                add(
                        service,
                        Kind.STOP_START,
                        List.of("has its socket from " + socket),
                        unit.get().startTime());
            }
        }
    }

    private boolean startsAgain(UnitName socket) {
        UnitAction action = actions.get(socket);
        return action != null && action.kind() == Kind.STOP_START;
    }

    private void add(UnitName name, Kind kind, List<String> reasons, Duration downtime) {
        actions.put(name, new UnitAction(name, kind, reasons, downtime));
    }
}
