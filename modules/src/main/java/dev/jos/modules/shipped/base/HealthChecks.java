package dev.jos.modules.shipped.base;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.path;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.string;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Health checks of the configuration's own, beside those of the services it uses.
public final class HealthChecks implements SystemModule {

    static final Option<Optional<String>> UNIT = option(
                    "unit", nullable(Words.unitName()), "A unit that has to be active.")
            .defaultsTo(Optional.empty())
            .example("shop.service");

    static final Option<Optional<Integer>> TCP_PORT = option(
                    "tcpPort", nullable(port()), "A TCP port that has to accept connections.")
            .defaultsTo(Optional.empty())
            .example("8000");

    static final Option<String> HOST = option("host", nonEmptyString(), "The machine that has the TCP port.")
            .defaultsTo("127.0.0.1");

    static final Option<Optional<String>> SOCKET = option(
                    "socket", nullable(path()), "A Unix socket that somebody has to listen on.")
            .defaultsTo(Optional.empty())
            .example("/run/shop.sock");

    static final Option<List<String>> COMMAND = option(
                    "command",
                    list(string()),
                    "A command that has to end with 0: a program and its arguments, without a shell.")
            .defaultsTo(List.of())
            .example("[curl, \"-fsS\", \"http://127.0.0.1/\"]");

    static final Option<Optional<String>> DESCRIPTION = option(
                    "description",
                    nullable(matching("text on one line", text -> !text.isBlank() && text.indexOf('\n') < 0)),
                    "What is true when all is well, without a full stop.")
            .defaultsTo(Optional.empty())
            .example("\"the shop answers\"");

    static final Option<Duration> WITHIN = option(
                    "within", duration(), "How long the check is repeated until it succeeds.")
            .defaultsTo(HealthCheck.USUAL)
            .example("2m");

    public static final Option<SortedMap<String, EvaluatedConfig>> CHECKS = option(
                    "health.checks",
                    mapOf("name", submodule(UNIT, TCP_PORT, HOST, SOCKET, COMMAND, DESCRIPTION, WITHIN))
                            .withKeys("a name of letters, digits, `-`, `_` and `.`", Words::isAccount),
                    "What has to be true for the machine to be well, besides what its services say themselves. The program `/usr/lib/jos/health` asks all of it.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ shop.tcpPort = 8000 }");

    @Override
    public List<Option<?>> options() {
        return List.of(CHECKS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        config.get(CHECKS).forEach((name, check) -> contribute(name, check, system));
    }

    private static void contribute(String name, EvaluatedConfig options, SystemDefinition system) {
        var checks = checks(name, options);
        if (checks.size() != 1) {
            system.problem(Problem.error("The health check `%s` asks %s."
                            .formatted(name, checks.isEmpty() ? "nothing" : "several things"))
                    .about(options, options.isDefined(COMMAND) ? COMMAND : UNIT, "")
                    .hint("Give it one of `unit`, `tcpPort`, `socket` and `command`."));
        } else if (!options.get(WITHIN).isPositive()) {
            system.problem(Problem.error("The health check `%s` has no time.".formatted(name))
                    .about(options, WITHIN, "expected more than nothing")
                    .hint("Remove the line to use the default, 30 seconds."));
        } else {
            var check = checks.getFirst().within(options.get(WITHIN));
            system.healthCheck(options.get(DESCRIPTION).map(check::describedAs).orElse(check));
        }
    }

    private static List<HealthCheck> checks(String name, EvaluatedConfig options) {
        var checks = new ArrayList<HealthCheck>();
        options.get(UNIT).ifPresent(unit -> checks.add(HealthCheck.unitActive(name, unit)));
        options.get(TCP_PORT).ifPresent(port -> checks.add(HealthCheck.tcpAnswers(name, options.get(HOST), port)));
        options.get(SOCKET).ifPresent(path -> checks.add(HealthCheck.socketListens(name, path)));
        if (!options.get(COMMAND).isEmpty()) {
            checks.add(HealthCheck.succeeds(name, options.get(COMMAND).toArray(String[]::new)));
        }
        return checks;
    }
}
