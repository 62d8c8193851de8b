package dev.jos.activator.testing;

import dev.jos.activator.live.LiveUnit;
import dev.jos.activator.live.ServiceManager;
import dev.jos.activator.units.UnitName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A service manager in memory: units are what they were told to be, and some cannot be started.
public final class ScriptedServiceManager implements ServiceManager {

    private final SortedMap<UnitName, String> states = new TreeMap<>();
    private final Set<UnitName> broken = new TreeSet<>();
    private final List<String> calls = new ArrayList<>();

    /// A unit that is active from the start.
    public ScriptedServiceManager active(String... names) {
        for (String name : names) {
            states.put(new UnitName(name), "active");
        }
        return this;
    }

    /// A unit that has failed, or fails whenever it is to start.
    public ScriptedServiceManager broken(String name) {
        broken.add(new UnitName(name));
        return this;
    }

    /// What it was asked to do, one line each, in order: `restart a.service b.service`.
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public boolean isRunning() {
        return true;
    }

    @Override
    public SortedMap<UnitName, String> states() {
        return new TreeMap<>(states);
    }

    @Override
    public List<Loaded> services(Collection<UnitName> active) {
        return active.stream()
                .map(name -> new Loaded(
                        new LiveUnit(
                                name,
                                states.getOrDefault(name, "inactive"),
                                Duration.ofMillis(100),
                                Collections.emptySortedSet(),
                                Collections.emptySortedSet()),
                        ""))
                .toList();
    }

    @Override
    public void reloadDefinitions() {
        calls.add("daemon-reload");
    }

    @Override
    public void reexecute() {
        calls.add("daemon-reexec");
    }

    @Override
    public void reloadUserManager(int user) {
        calls.add("daemon-reload of user " + user);
    }

    @Override
    public SortedSet<UnitName> request(Request request, Collection<UnitName> units) throws IOException {
        SortedSet<UnitName> failed = new TreeSet<>();
        if (units.isEmpty()) {
            return failed;
        }
        calls.add(request.verb() + " " + units.stream().map(UnitName::text).collect(Collectors.joining(" ")));
        for (UnitName unit : units) {
            if (request == Request.STOP || request == Request.FORGET_FAILURE) {
                states.put(unit, "inactive");
            } else if (broken.contains(unit)) {
                states.put(unit, "failed");
                failed.add(unit);
            } else {
                states.put(unit, "active");
            }
        }
        return failed;
    }

    @Override
    public List<String> lastWords(UnitName unit) {
        return List.of(unit + " says why");
    }
}
