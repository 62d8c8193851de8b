package dev.jos.activator.live;

import dev.jos.activator.units.UnitName;
import dev.jos.host.Command;
import dev.jos.host.CommandFailed;
import dev.jos.host.CommandTimedOut;
import dev.jos.host.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// systemd, asked through systemctl(1).
public final class Systemctl implements ServiceManager {

    private static final Path RUNNING = Path.of("/run/systemd/system");

    /// Longer than any unit takes by the manager's own limit of 90 seconds for its stop and start. A unit that
    /// is allowed more, and takes it, counts as one that does not do as it was told; the manager goes on with
    /// it by itself.
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final Duration QUESTION = Duration.ofSeconds(30);

    /// Columns of `systemctl list-units`.
    private static final int UNIT = 0;

    private static final int ACTIVE = 2;

    private static final List<String> PROPERTIES = List.of(
            "Id", "ActiveState", "ControlGroup", "InactiveExitTimestampMonotonic", "ActiveEnterTimestampMonotonic");

    private final ProcessRunner processes;

    public Systemctl(ProcessRunner processes) {
        this.processes = processes;
    }

    @Override
    public boolean isRunning() {
        return Files.isDirectory(RUNNING);
    }

    /// Asks once for all, where details of each would take the manager a millisecond each.
    @Override
    public SortedMap<UnitName, String> states() throws IOException {
        Command list = systemctl("list-units", "--all", "--full", "--plain", "--no-legend");
        SortedMap<UnitName, String> states = new TreeMap<>();
        for (String line : processes.run(list.timeout(QUESTION)).text().split("\n", -1)) {
            String[] columns = line.strip().split("\\s+", ACTIVE + 2);
            if (columns.length > ACTIVE) {
                states.put(new UnitName(columns[UNIT]), columns[ACTIVE]);
            }
        }
        return states;
    }

    @Override
    public List<Loaded> services(Collection<UnitName> active) throws IOException {
        List<Loaded> units = new ArrayList<>();
        if (active.isEmpty()) {
            return units;
        }
        Command show = systemctl("show", "--property=" + String.join(",", PROPERTIES), "--")
                .with(active.stream().map(UnitName::text).toArray(String[]::new));
        for (String block : processes.run(show.timeout(QUESTION)).text().split("\n\n", -1)) {
            Map<String, String> values = values(block);
            if (!values.getOrDefault("Id", "").isEmpty()) {
                units.add(unit(values));
            }
        }
        return units;
    }

    private static Map<String, String> values(String block) {
        Map<String, String> values = new HashMap<>();
        for (String line : block.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }

    private static Loaded unit(Map<String, String> values) {
        long began = number(values.getOrDefault("InactiveExitTimestampMonotonic", ""));
        long active = number(values.getOrDefault("ActiveEnterTimestampMonotonic", ""));
        Duration startTime = Duration.ofNanos(Math.max(0, active - began) * 1000);
        LiveUnit unit = new LiveUnit(
                new UnitName(values.getOrDefault("Id", "")),
                values.getOrDefault("ActiveState", ""),
                startTime,
                Collections.emptySortedSet(),
                Collections.emptySortedSet());
        return new Loaded(unit, values.getOrDefault("ControlGroup", ""));
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    @Override
    public void reloadDefinitions() throws IOException {
        processes.run(systemctl("daemon-reload").timeout(LIMIT));
    }

    @Override
    public void reexecute() throws IOException {
        processes.run(systemctl("daemon-reexec").timeout(LIMIT));
    }

    @Override
    public void reloadUserManager(int user) throws IOException {
        processes.run(systemctl("--user", "--machine=" + user + "@.host", "daemon-reload")
                .timeout(QUESTION));
    }

    @Override
    public SortedSet<UnitName> request(Request request, Collection<UnitName> units) throws IOException {
        SortedSet<UnitName> failed = new TreeSet<>();
        if (units.isEmpty()) {
            return failed;
        }
        try {
            processes.run(order(request, units));
        } catch (CommandFailed | CommandTimedOut several) {
            // Which of them it was is not said.
            failed.addAll(
                    switch (request) {
                        case RELOAD -> oneByOne(units);
                        case STOP, RESTART, START -> inVain(request, units);
                        // Of a unit that is gone there is nothing to forget.
                        case FORGET_FAILURE -> List.<UnitName>of();
                    });
        }
        return failed;
    }

    private SortedSet<UnitName> oneByOne(Collection<UnitName> units) throws IOException {
        SortedSet<UnitName> failed = new TreeSet<>();
        for (UnitName each : units) {
            try {
                processes.run(order(Request.RELOAD, List.of(each)));
            } catch (CommandFailed | CommandTimedOut _) {
                failed.add(each);
            }
        }
        return failed;
    }

    /// Those that go on though they were to stop, or are not there though they were to start; a unit whose conditions
    /// do not hold has nothing to do.
    private SortedSet<UnitName> inVain(Request request, Collection<UnitName> units) throws IOException {
        SortedSet<UnitName> inVain = new TreeSet<>();
        SortedMap<UnitName, String> states = states();
        for (UnitName each : units) {
            String state = states.getOrDefault(each, "inactive");
            if (request == Request.STOP ? isThere(state) : state.equals("failed")) {
                inVain.add(each);
            }
        }
        // Where none has failed itself, something that they need has.
        if (inVain.isEmpty() && request != Request.STOP) {
            inVain.addAll(units);
            inVain.removeIf(each -> LiveUnit.isActive(states.getOrDefault(each, "inactive")));
        }
        return inVain;
    }

    /// Active, or on the way to it or from it: `deactivating` is what one that never stops is.
    private static boolean isThere(String state) {
        return LiveUnit.isActive(state) || state.equals("deactivating");
    }

    private static Command order(Request request, Collection<UnitName> units) {
        List<String> words = new ArrayList<>(List.of(request.verb(), "--"));
        units.forEach(unit -> words.add(unit.text()));
        return systemctl(words.toArray(String[]::new)).timeout(LIMIT);
    }

    @Override
    public List<String> lastWords(UnitName unit) throws IOException {
        Command journal = Command.of("journalctl", "--quiet", "--no-pager", "--output=cat", "--lines=5")
                .with("--unit=" + unit)
                .timeout(QUESTION);
        return processes.run(journal).text().lines().toList();
    }

    private static Command systemctl(String... words) {
        return Command.of("systemctl", "--quiet", "--no-pager", "--no-ask-password")
                .with(words);
    }
}
