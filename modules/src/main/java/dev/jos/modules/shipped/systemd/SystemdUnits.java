package dev.jos.modules.shipped.systemd;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.UnitDefinition;
import dev.jos.modules.shipped.base.Words;
import dev.jos.modules.units.SocketUnit;
import dev.jos.modules.units.TimerUnit;
import dev.jos.modules.units.Unit;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Units of the configuration's own: services, timers, sockets, paths, slices, targets, and any other as text.
public final class SystemdUnits implements SystemModule {

    private static final Option<List<String>> WANTED = UnitOptions.wantedBy(List.of());
    private static final Option<List<String>> WANTED_BY_TIMERS = UnitOptions.wantedBy(List.of("timers.target"));
    private static final Option<List<String>> WANTED_BY_SOCKETS = UnitOptions.wantedBy(List.of("sockets.target"));
    private static final Option<List<String>> WANTED_BY_PATHS = UnitOptions.wantedBy(List.of("paths.target"));

    private static final Option<List<String>> ON_CALENDAR = option(
                    "onCalendar", list(nonEmptyString()), "When it elapses, as calendar events of systemd.time(7).")
            .defaultsTo(List.of())
            .example("[\"*-*-* 04:00\"]");
    private static final Option<Optional<Duration>> ON_BOOT = time("onBootSec", "How long after the boot it elapses.");
    private static final Option<Optional<Duration>> ON_ACTIVE =
            time("onUnitActiveSec", "How long after its unit was last started it elapses again.");
    private static final Option<Boolean> PERSISTENT = option(
                    "persistent",
                    bool(),
                    "Whether a calendar event that was missed while the machine was off is made up for at once.")
            .defaultsTo(false);
    private static final Option<Data.Table> TIMER_CONFIG = section("timerConfig", "Timer");
    private static final Option<List<String>> LISTEN = option(
                    "listenStream",
                    list(nonEmptyString()),
                    "Ports, addresses or paths of sockets to listen on, as in systemd.socket(5).")
            .defaultsTo(List.of())
            .example("[8000]");
    private static final Option<Data.Table> SOCKET_CONFIG = section("socketConfig", "Socket");
    private static final Option<Data.Table> PATH_CONFIG = section("pathConfig", "Path");
    private static final Option<Data.Table> SLICE_CONFIG =
            section("sliceConfig", "Slice").example("{ MemoryMax = 2G, CPUQuota = \"150%\" }");

    public static final Option<SortedMap<String, EvaluatedConfig>> TIMERS =
            kind("timer", "Timers", WANTED_BY_TIMERS, ON_CALENDAR, ON_BOOT, ON_ACTIVE, PERSISTENT, TIMER_CONFIG);
    public static final Option<SortedMap<String, EvaluatedConfig>> SOCKETS =
            kind("socket", "Sockets", WANTED_BY_SOCKETS, LISTEN, SOCKET_CONFIG);
    public static final Option<SortedMap<String, EvaluatedConfig>> PATHS =
            kind("path", "Paths to watch", WANTED_BY_PATHS, PATH_CONFIG);
    public static final Option<SortedMap<String, EvaluatedConfig>> TARGETS = kind("target", "Targets", WANTED);

    public static final Option<SortedMap<String, EvaluatedConfig>> SLICES =
            kind("slice", "Slices, which bound what the units in them use together", WANTED, SLICE_CONFIG);

    private static final Option<String> TEXT = option("text", lines(), "The whole text of the unit.");

    public static final Option<SortedMap<String, EvaluatedConfig>> UNITS = option(
                    "systemd.units",
                    mapOf("unit", submodule(TEXT, WANTED, UnitOptions.REQUIRED_BY))
                            .withKeys(
                                    "the name of a unit with its suffix, in double quotes",
                                    name -> Words.isUnit(name) && name.indexOf('.') > 0),
                    "Units of any kind, as text, by their full name.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"srv.mount\" { text = \"\"\"[Mount]…\"\"\" } }");

    @Override
    public List<Option<?>> options() {
        return List.of(Services.SERVICES, TIMERS, SOCKETS, PATHS, SLICES, TARGETS, UNITS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        config.get(Services.SERVICES).forEach((name, service) -> Services.contribute(name, service, system));
        config.get(TIMERS).forEach((name, timer) -> add(timer(name, timer), system));
        config.get(SOCKETS).forEach((name, socket) -> add(socket(name, socket), system));
        config.get(PATHS)
                .forEach((name, path) -> add(
                        UnitOptions.fill(Unit.path(name), path, WANTED_BY_PATHS)
                                .settings("Path", path.get(PATH_CONFIG)),
                        system));
        config.get(SLICES)
                .forEach((name, slice) -> add(
                        UnitOptions.fill(Unit.slice(name), slice, WANTED).settings("Slice", slice.get(SLICE_CONFIG)),
                        system));
        config.get(TARGETS).forEach((name, target) -> add(UnitOptions.fill(Unit.target(name), target, WANTED), system));
        config.get(UNITS)
                .forEach((name, unit) -> add(
                        new UnitDefinition(
                                name,
                                unit.get(TEXT) + "\n",
                                unit.get(WANTED),
                                unit.get(UnitOptions.REQUIRED_BY),
                                List.of()),
                        system));
    }

    private static void add(Unit<?> unit, SystemDefinition system) {
        add(UnitDefinition.of(unit), system);
    }

    private static void add(UnitDefinition unit, SystemDefinition system) {
        system.unit(unit);
        UnitHealth.check(unit, system);
    }

    private static SocketUnit socket(String name, EvaluatedConfig socket) {
        var unit = UnitOptions.fill(Unit.socket(name), socket, WANTED_BY_SOCKETS);
        socket.get(LISTEN).forEach(unit::listen);
        return unit.settings("Socket", socket.get(SOCKET_CONFIG));
    }

    private static TimerUnit timer(String name, EvaluatedConfig timer) {
        var unit = UnitOptions.fill(Unit.timer(name), timer, WANTED_BY_TIMERS);
        timer.get(ON_CALENDAR).forEach(unit::onCalendar);
        timer.get(ON_BOOT).ifPresent(unit::afterBoot);
        timer.get(ON_ACTIVE).ifPresent(unit::every);
        if (timer.get(PERSISTENT)) {
            unit.persistent();
        }
        return unit.settings("Timer", timer.get(TIMER_CONFIG));
    }

    private static Option<Optional<Duration>> time(String name, String description) {
        return option(name, nullable(duration()), description)
                .defaultsTo(Optional.empty())
                .example("5m");
    }

    private static Option<Data.Table> section(String name, String section) {
        return option(
                        name,
                        settings(),
                        "Further settings of the section `[%s]`; a list becomes several lines.".formatted(section))
                .defaultsTo(new Data.Table(Map.of()));
    }

    private static Option<SortedMap<String, EvaluatedConfig>> kind(String suffix, String what, Option<?>... own) {
        return option(
                        "systemd.%ss".formatted(suffix),
                        mapOf("name", submodule(UnitOptions.with(own)))
                                .withKeys("the name of a unit, without `.%s`".formatted(suffix), Words::isUnit),
                        "%s, by name without `.%s`.".formatted(what, suffix))
                .defaultsTo(Collections.emptySortedMap());
    }
}
