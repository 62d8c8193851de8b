package dev.jos.modules.shipped.systemd;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.string;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.shipped.base.Words;
import dev.jos.modules.units.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The options that units of every kind have: systemd.unit(5).
final class UnitOptions {

    static final Option<String> DESCRIPTION =
            option("description", string(), "What the unit is, for people.").defaultsTo("");

    static final Option<List<String>> AFTER = units("after", "Units that have to be started before this one.");
    static final Option<List<String>> BEFORE = units("before", "Units that have to wait for this one.");
    static final Option<List<String>> REQUIRES =
            units("requires", "Units that are started along, and without which this one does not start.");
    static final Option<List<String>> WANTS = units("wants", "Units that are started along, as far as they can be.");
    static final Option<List<String>> PART_OF = units("partOf", "Units with which this one is stopped and restarted.");
    static final Option<List<String>> CONFLICTS = units("conflicts", "Units that are stopped when this one starts.");
    static final Option<List<String>> REQUIRED_BY =
            units("requiredBy", "Units that start this one, and that fail when it does.");

    static final Option<Data.Table> UNIT_CONFIG = option(
                    "unitConfig", settings(), "Further settings of the section `[Unit]`, named as in systemd.unit(5).")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ ConditionPathExists = /etc/app.conf }");

    static final Option<Boolean> RESTART_IF_CHANGED = option(
                    "restartIfChanged",
                    bool(),
                    "Whether a switch restarts it when it has changed; otherwise it goes on as it is until the next boot.")
            .defaultsTo(true);

    static final Option<Boolean> RELOAD_IF_CHANGED = option(
                    "reloadIfChanged", bool(), "Whether a switch reloads it where it would be restarted.")
            .defaultsTo(false);

    static final Option<Boolean> STOP_IF_CHANGED = option(
                    "stopIfChanged",
                    bool(),
                    "Whether a switch stops it as the old system says before the new one is there, rather than restarting it afterwards.")
            .defaultsTo(false);

    static final Option<List<String>> RESTART_TRIGGERS = paths(
            "restartTriggers",
            "Files and directories in /etc and /usr: when something there changes, it is restarted.");

    static final Option<List<String>> RELOAD_TRIGGERS = paths(
            "reloadTriggers", "Files and directories in /etc and /usr: when something there changes, it is reloaded.");

    private static final Map<Option<List<String>>, String> KEYS = Map.of(
            AFTER, "After",
            BEFORE, "Before",
            REQUIRES, "Requires",
            WANTS, "Wants",
            PART_OF, "PartOf",
            CONFLICTS, "Conflicts");

    private static final List<Option<List<String>>> LINES = List.of(REQUIRES, WANTS, CONFLICTS, PART_OF, AFTER, BEFORE);

    private UnitOptions() {}

    static Option<List<String>> wantedBy(List<String> byDefault) {
        return option(
                        "wantedBy",
                        list(Words.unitName()),
                        "Units that start this one, such as `multi-user.target`. Without any, it is started by hand or by another unit.")
                .defaultsTo(byDefault)
                .example("[multi-user.target]");
    }

    /// These options and those of one kind of unit.
    static Option<?>[] with(Option<?>... own) {
        var all = new ArrayList<Option<?>>(
                List.of(DESCRIPTION, AFTER, BEFORE, REQUIRES, WANTS, PART_OF, CONFLICTS, REQUIRED_BY, UNIT_CONFIG));
        all.addAll(List.of(own));
        return all.toArray(Option<?>[]::new);
    }

    /// Those of a unit that runs programs, which a switch may have to restart.
    static Option<?>[] withSwitching(Option<?>... own) {
        var all = new ArrayList<Option<?>>(
                List.of(RESTART_IF_CHANGED, RELOAD_IF_CHANGED, STOP_IF_CHANGED, RESTART_TRIGGERS, RELOAD_TRIGGERS));
        all.addAll(List.of(own));
        return with(all.toArray(Option<?>[]::new));
    }

    /// Says of `unit` how a switch is to treat it.
    static void treat(Unit<?> unit, EvaluatedConfig config) {
        flag(unit, "X-RestartIfChanged", config.get(RESTART_IF_CHANGED), true);
        flag(unit, "X-ReloadIfChanged", config.get(RELOAD_IF_CHANGED), false);
        flag(unit, "X-StopIfChanged", config.get(STOP_IF_CHANGED), false);
        unit.set("Unit", "X-Restart-Triggers", String.join(" ", config.get(RESTART_TRIGGERS)));
        unit.set("Unit", "X-Reload-Triggers", String.join(" ", config.get(RELOAD_TRIGGERS)));
    }

    private static void flag(Unit<?> unit, String key, boolean value, boolean usual) {
        if (value != usual) {
            unit.set("Unit", key, Boolean.toString(value));
        }
    }

    private static Option<List<String>> paths(String name, String description) {
        return option(name, list(matching("an absolute path without spaces", UnitOptions::isPath)), description)
                .defaultsTo(List.of())
                .example("[/etc/app]");
    }

    private static boolean isPath(String text) {
        return text.startsWith("/") && text.chars().noneMatch(Character::isWhitespace);
    }

    /// Says of `unit` what the options in `config` do; `wantedBy` is the option with its links.
    static <U extends Unit<U>> U fill(U unit, EvaluatedConfig config, Option<List<String>> wantedBy) {
        unit.description(config.get(DESCRIPTION));
        for (var option : LINES) {
            unit.set("Unit", KEYS.getOrDefault(option, option.name()), String.join(" ", config.get(option)));
        }
        return unit.settings("Unit", config.get(UNIT_CONFIG))
                .wantedBy(config.get(wantedBy).toArray(String[]::new))
                .requiredBy(config.get(REQUIRED_BY).toArray(String[]::new));
    }

    private static Option<List<String>> units(String name, String description) {
        return option(name, list(Words.unitName()), description).defaultsTo(List.of());
    }
}
