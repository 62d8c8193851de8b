package dev.jos.modules.shipped.systemd;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.string;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.UnitDefinition;
import dev.jos.modules.shipped.base.Environment;
import dev.jos.modules.shipped.base.Words;
import dev.jos.modules.units.Unit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Services of the configuration's own: systemd.service(5).
final class Services {

    static final Option<List<String>> WANTED_BY = UnitOptions.wantedBy(List.of());

    static final Option<Optional<String>> EXEC_START = option(
                    "execStart",
                    nullable(nonEmptyString()),
                    "The command to run, with the absolute path of the program, as in systemd.service(5).")
            .defaultsTo(Optional.empty())
            .example("\"/usr/bin/python3 -m http.server 8000\"");

    static final Option<String> SCRIPT = option(
                    "script",
                    lines(),
                    "A shell script to run instead of a command. It stops at the first command that fails.")
            .defaultsTo("")
            .example("\"\"\"echo hello\"\"\"");

    static final Option<SortedMap<String, String>> VARIABLES = option(
                    "environment",
                    mapOf("variable", string())
                            .withKeys("the name of an environment variable", Environment::isVariable),
                    "Environment variables of the service.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ PORT = 8000 }");

    static final Option<Data.Table> SERVICE_CONFIG = option(
                    "serviceConfig",
                    settings(),
                    "Settings of the section `[Service]`, named as in systemd.service(5) and systemd.exec(5); a list becomes several lines.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ DynamicUser = true, Restart = on-failure }");

    static final Option<List<String>> START_AT = option(
                    "startAt",
                    list(matching("a calendar event of systemd.time(7), such as `daily`", text -> !text.isBlank())),
                    "When a timer of the same name starts the service.")
            .defaultsTo(List.of())
            .example("[daily]");

    static final Option<Boolean> ENABLE = option(
                    "enable",
                    bool(),
                    "Whether the service can be started at all; `false` masks it, also one of a package.")
            .defaultsTo(true);

    static final Option<Boolean> DROP_IN = option(
                    "dropIn", bool(), "Whether a package ships the unit, and what is said here is added to that.")
            .defaultsTo(false);

    static final Option<SortedMap<String, EvaluatedConfig>> SERVICES = option(
                    "systemd.services",
                    mapOf(
                                    "name",
                                    submodule(UnitOptions.withSwitching(
                                            WANTED_BY,
                                            EXEC_START,
                                            SCRIPT,
                                            VARIABLES,
                                            SERVICE_CONFIG,
                                            START_AT,
                                            ENABLE,
                                            DROP_IN)))
                            .withKeys("the name of a unit, without `.service`", Words::isUnit),
                    "Services, by name without `.service`.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ hello { wantedBy = [multi-user.target], execStart = /usr/bin/hello } }");

    private Services() {}

    static void contribute(String name, EvaluatedConfig options, SystemDefinition system) {
        String unit = name + ".service";
        if (!options.get(ENABLE)) {
            system.maskUnit(unit);
            return;
        }
        var service = UnitOptions.fill(Unit.service(name), options, WANTED_BY);
        script(name, options, system).ifPresent(service::execLine);
        options.get(EXEC_START).ifPresent(service::execLine);
        UnitOptions.treat(service, options);
        options.get(VARIABLES).forEach(service::environment);
        service.settings("Service", options.get(SERVICE_CONFIG));
        check(name, options, system);
        if (options.get(DROP_IN)) {
            system.unitDropIn("50-jos", service);
        } else {
            system.unit(service);
        }
        UnitHealth.check(UnitDefinition.of(service), system);
        if (!options.get(START_AT).isEmpty()) {
            var timer = Unit.timer(name).description("Starts %s.service".formatted(name));
            options.get(START_AT).forEach(timer::onCalendar);
            system.unit(timer);
            UnitHealth.check(UnitDefinition.of(timer), system);
        }
    }

    private static Optional<String> script(String name, EvaluatedConfig service, SystemDefinition system) {
        String script = service.get(SCRIPT);
        if (script.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(system.script(name.replace('\\', '-'), script));
    }

    private static void check(String name, EvaluatedConfig service, SystemDefinition system) {
        if (service.isDefined(SCRIPT) && service.get(EXEC_START).isPresent()) {
            system.problem(Problem.error("The service `%s` has a script and a command.".formatted(name))
                    .about(service, EXEC_START, "the command")
                    .about(service, SCRIPT, "the script")
                    .hint("Remove one of `script` and `execStart`."));
        }
        var settings = service.get(SERVICE_CONFIG).entries();
        boolean runs = !service.get(SCRIPT).isEmpty()
                || service.get(EXEC_START).isPresent()
                || settings.containsKey("ExecStart")
                || settings.containsKey("ExecStop");
        if (!runs && !service.get(DROP_IN)) {
            system.problem(Problem.error("The service `%s` has nothing to run.".formatted(name))
                    .about(service, SCRIPT, "")
                    .hint("Add `execStart` or `script`, or `dropIn = true` to add to the service of a package."));
        }
    }
}
