package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.YamlFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Prometheus: measurements of many machines, stored and searched.
public final class Prometheus implements SystemModule {

    static final Option<List<String>> TARGETS = option(
                    "targets",
                    list(matching("a host and a port, such as `web.example.org:9100`", NodeExporter::isEndpoint)),
                    "Where measurements are fetched from.")
            .defaultsTo(List.of())
            .example("[\"localhost:9100\"]");

    static final Option<Optional<Duration>> INTERVAL = option(
                    "interval", nullable(duration()), "How often, if not as often as usual.")
            .defaultsTo(Optional.empty())
            .example("15s");

    static final Option<Data.Table> JOB_SETTINGS = option(
                    "settings", settings(), "Further settings of the job, named as in Prometheus's manual.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ metrics_path = /probe }");

    public static final Option<Boolean> ENABLE = option(
                    "services.prometheus.enable", bool(), "Whether to run Prometheus.")
            .defaultsTo(false);

    public static final Option<String> ADDRESS = option(
                    "services.prometheus.listenAddress",
                    matching("an address", text -> text.matches("[0-9a-fA-F.:]+")),
                    "The address on which its pages and queries are answered.")
            .defaultsTo("127.0.0.1")
            .example("0.0.0.0");

    public static final Option<Integer> PORT =
            option("services.prometheus.port", port(), "The TCP port.").defaultsTo(9090);

    public static final Option<Duration> RETENTION = option(
                    "services.prometheus.retention", duration(), "How long measurements are kept.")
            .defaultsTo(Duration.ofDays(15))
            .example("90d")
            .inNixos("services.prometheus.retentionTime");

    public static final Option<Duration> SCRAPE_INTERVAL = option(
                    "services.prometheus.scrapeInterval", duration(), "How often measurements are fetched.")
            .defaultsTo(Duration.ofMinutes(1))
            .example("15s");

    public static final Option<SortedMap<String, EvaluatedConfig>> JOBS = option(
                    "services.prometheus.jobs",
                    mapOf("name", submodule(TARGETS, INTERVAL, JOB_SETTINGS)),
                    "What is measured, by the name of the job.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ node.targets = [\"localhost:9100\"] }")
            .inNixos("services.prometheus.scrapeConfigs");

    public static final Option<String> RULES = option(
                    "services.prometheus.rules", lines(), "Rules for alerts and recordings, as a file of YAML.")
            .defaultsTo("");

    public static final Option<Data.Table> SETTINGS = option(
                    "services.prometheus.settings",
                    settings(),
                    "Further settings at the top of prometheus.yml, such as `alerting` and `remote_write`.")
            .defaultsTo(new Data.Table(Map.of()));

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, ADDRESS, PORT, RETENTION, SCRAPE_INTERVAL, JOBS, RULES, SETTINGS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("prometheus");
        system.enableUnit("prometheus.service");
        system.listensOn(config.get(PORT), "prometheus", config, PORT);
        system.etcFile("prometheus/prometheus.yml", YamlFile.render(configuration(config)));
        if (!config.get(RULES).isEmpty()) {
            system.etcFile("prometheus/rules.yml", config.get(RULES) + "\n");
        }
        String endpoint = NodeExporter.endpoint(config.get(ADDRESS), config.get(PORT));
        system.etcFile(
                "default/prometheus",
                NodeExporter.arguments(List.of(
                        "--web.listen-address=" + endpoint,
                        "--storage.tsdb.retention.time=" + config.get(RETENTION).toSeconds() + "s")));
        system.healthCheck(HealthCheck.unitActive("prometheus", "prometheus.service"));
        system.healthCheck(HealthCheck.tcpAnswers(
                "prometheus-port", NodeExporter.reachable(config.get(ADDRESS)), config.get(PORT)));
        if (!NodeExporter.isLocal(config.get(ADDRESS))) {
            system.openTcpPort(config.get(PORT));
        }
    }

    private static Data configuration(EvaluatedConfig config) {
        Map<String, Data> top = new TreeMap<>(config.get(SETTINGS).entries());
        top.putIfAbsent("global", new Data.Table(Map.of("scrape_interval", time(config.get(SCRAPE_INTERVAL)))));
        var jobs = new ArrayList<Data>();
        config.get(JOBS).forEach((name, job) -> jobs.add(job(name, job)));
        top.put("scrape_configs", new Data.Items(jobs));
        if (!config.get(RULES).isEmpty()) {
            top.put("rule_files", new Data.Items(List.of(Data.of("/etc/prometheus/rules.yml"))));
        }
        return new Data.Table(top);
    }

    private static Data job(String name, EvaluatedConfig job) {
        Map<String, Data> entries = new TreeMap<>(job.get(JOB_SETTINGS).entries());
        entries.put("job_name", Data.of(name));
        job.get(INTERVAL).ifPresent(interval -> entries.put("scrape_interval", time(interval)));
        if (!job.get(TARGETS).isEmpty()) {
            var targets = new Data.Items(job.get(TARGETS).stream().map(Data::of).toList());
            entries.put("static_configs", new Data.Items(List.of(new Data.Table(Map.of("targets", targets)))));
        }
        return new Data.Table(entries);
    }

    private static Data time(Duration time) {
        return Data.of(time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms");
    }
}
