package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.settings;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.SystemdDaemon;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Words;
import java.util.List;
import java.util.Map;

/// systemd-timesyncd: the right time from the network.
public final class Timesyncd implements SystemModule {

    private static final String UNIT = "systemd-timesyncd.service";

    public static final Option<Boolean> ENABLE = option(
                    "services.timesyncd.enable", bool(), "Whether to set the clock by NTP, with systemd-timesyncd.")
            .defaultsTo(config -> !config.get(Container.ENABLE), "`true`, but `false` in a container");

    public static final Option<List<String>> SERVERS = option(
                    "services.timesyncd.servers", list(Words.host()), "Time servers to ask instead of Debian's pool.")
            .defaultsTo(List.of())
            .example("[ntp.example.org]")
            .inNixos("networking.timeServers");

    public static final Option<List<String>> FALLBACK_SERVERS = option(
                    "services.timesyncd.fallbackServers",
                    list(Words.host()),
                    "Time servers to ask when neither `servers` nor an interface names any, instead of Debian's pool.")
            .defaultsTo(List.of());

    public static final Option<Data.Table> SETTINGS = option(
                    "services.timesyncd.settings", settings(), "Further settings, named as in timesyncd.conf(5).")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ PollIntervalMaxSec = 1h }");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, SERVERS, FALLBACK_SERVERS, SETTINGS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("systemd-timesyncd");
        system.enableUnit(UNIT);
        system.healthCheck(HealthCheck.unitActive("timesyncd", UNIT));
        set("NTP", config.get(SERVERS), system);
        set("FallbackNTP", config.get(FALLBACK_SERVERS), system);
        config.get(SETTINGS)
                .entries()
                .forEach((key, value) -> system.systemdSetting(SystemdDaemon.TIMESYNCD, key, value.text()));
    }

    private static void set(String key, List<String> servers, SystemDefinition system) {
        if (!servers.isEmpty()) {
            system.systemdSetting(SystemdDaemon.TIMESYNCD, key, String.join(" ", servers));
        }
    }
}
