package dev.jos.modules.shipped.systemd;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.list;
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
