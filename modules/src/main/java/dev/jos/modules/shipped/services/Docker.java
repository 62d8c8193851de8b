package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.settings;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.JsonFile;
import dev.jos.modules.units.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The container engine Docker.
public final class Docker implements SystemModule {

    public static final Option<Boolean> ENABLE = option(
                    "virtualisation.docker.enable",
                    bool(),
                    "Whether to run Docker. Members of the group `docker` may use it, and so become root.")
            .defaultsTo(false);

    public static final Option<Data.Table> SETTINGS = option(
                    "virtualisation.docker.settings", settings(), "Settings of the daemon, as in daemon.json.")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ log-driver = journald, live-restore = true }")
            .inNixos("virtualisation.docker.daemon.settings");

    public static final Option<Boolean> PRUNE = option(
                    "virtualisation.docker.autoPrune.enable",
                    bool(),
                    "Whether to remove images, networks and stopped containers that nothing uses from time to time.")
            .defaultsTo(false);

    public static final Option<String> PRUNE_DATES = option(
                    "virtualisation.docker.autoPrune.dates",
                    matching("a calendar event of systemd.time(7), such as `weekly`", text -> !text.isBlank()),
                    "When.")
            .defaultsTo("weekly");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, SETTINGS, PRUNE, PRUNE_DATES);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        List.of("docker.io", "docker-cli", "ca-certificates").forEach(system::installPackage);
        system.enableUnit("docker.service");
        system.enableUnit("docker.socket");
        system.sysctl("net.ipv4.ip_forward", "1");
        if (!config.get(SETTINGS).entries().isEmpty()) {
            system.etcFile("docker/daemon.json", JsonFile.render(config.get(SETTINGS)));
        }
        system.healthCheck(
                HealthCheck.succeeds("docker", "/usr/bin/docker", "info").within(Duration.ofMinutes(2)));
        if (config.get(PRUNE)) {
            prune(config.get(PRUNE_DATES), system);
        }
    }

    private static void prune(String dates, SystemDefinition system) {
        system.unit(Unit.service("docker-prune")
                .description("Remove what Docker does not use")
                .requires("docker.service")
                .after("docker.service")
                .oneshot()
                .exec("/usr/bin/docker", "system", "prune", "--force"));
        system.unit(Unit.timer("docker-prune")
                .description("Remove what Docker does not use")
                .onCalendar(dates)
                .spreadOver(Duration.ofMinutes(45))
                .persistent());
    }
}
