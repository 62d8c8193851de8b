package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.size;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/// logrotate: log files that do not grow for ever.
public final class Logrotate implements SystemModule {

    /// How often a file is set aside.
    enum Frequency {
        HOURLY,
        DAILY,
        WEEKLY,
        MONTHLY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Option<List<String>> FILES = option(
                    "files",
                    list(matching(
                            "an absolute path, perhaps with `*`",
                            text -> text.startsWith("/") && text.indexOf('\n') < 0 && text.indexOf('"') < 0)),
                    "The log files.")
            .example("[\"/var/log/app/*.log\"]");

    static final Option<Frequency> FREQUENCY = option(
                    "frequency", oneOf(Frequency.class, Frequency::word), "How often a file is set aside.")
            .defaultsTo(Frequency.WEEKLY);

    static final Option<Integer> KEEP =
            option("keep", integer(0, 10_000), "How many old files are kept.").defaultsTo(4);

    static final Option<Optional<Long>> SIZE = option(
                    "maxSize", nullable(size()), "The size beyond which a file is set aside earlier.")
            .defaultsTo(Optional.empty())
            .example("100M");

    static final Option<Boolean> COMPRESS =
            option("compress", bool(), "Whether old files are compressed.").defaultsTo(true);

    static final Option<String> AFTER = option(
                    "afterRotation", lines(), "A shell script that runs once files have been set aside.")
            .defaultsTo("")
            .example("\"systemctl reload app\"");

    static final Option<String> EXTRA = option("extraConfig", lines(), "Further lines, as in logrotate.conf(5).")
            .defaultsTo("");

    public static final Option<SortedMap<String, EvaluatedConfig>> RULES = option(
                    "services.logrotate.rules",
                    mapOf("name", submodule(FILES, FREQUENCY, KEEP, SIZE, COMPRESS, AFTER, EXTRA))
                            .withKeys("a name of letters, digits, `-` and `_`", name -> name.matches("[\\w-]+")),
                    "Which log files are set aside, and when.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ app.files = [\"/var/log/app/*.log\"] }")
            .inNixos("services.logrotate.settings");

    public static final Option<Boolean> ENABLE = option(
                    "services.logrotate.enable",
                    bool(),
                    "Whether to run logrotate every day, for these files and those of packages.")
            .defaultsTo(config -> !config.get(RULES).isEmpty(), "`true` when there are rules");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, RULES);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("logrotate");
        system.enableUnit("logrotate.timer");
        system.healthCheck(HealthCheck.unitActive("logrotate", "logrotate.timer"));
        config.get(RULES).forEach((name, rule) -> system.etcFile("logrotate.d/jos-" + name, render(rule)));
    }

    private static String render(EvaluatedConfig rule) {
        var text = new StringBuilder();
        rule.get(FILES).forEach(file -> text.append('"').append(file).append("\"\n"));
        text.append("{\n");
        line(text, rule.get(FREQUENCY).word());
        line(text, "rotate " + rule.get(KEEP));
        rule.get(SIZE).ifPresent(bytes -> line(text, "maxsize " + bytes));
        line(text, rule.get(COMPRESS) ? "compress" : "nocompress");
        line(text, "delaycompress");
        line(text, "missingok");
        line(text, "notifempty");
        rule.get(EXTRA).lines().forEach(extra -> line(text, extra));
        if (!rule.get(AFTER).isEmpty()) {
            line(text, "sharedscripts");
            line(text, "postrotate");
            rule.get(AFTER).lines().forEach(command -> line(text, "    " + command));
            line(text, "endscript");
        }
        return text.append("}\n").toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append("    ").append(line).append('\n');
    }
}
