package dev.jos.modules.shipped;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.SystemdDaemon;
import java.util.List;

/// systemd-timesyncd: the right time from the network.
public final class Timesyncd implements SystemModule {

    public static final Option<Boolean> ENABLE = option(
                    "services.timesyncd.enable", bool(), "Whether to set the clock by NTP, with systemd-timesyncd.")
            .defaultsTo(config -> !config.get(Container.ENABLE), "`true`, but `false` in a container");

    public static final Option<List<String>> SERVERS = option(
                    "services.timesyncd.servers",
                    list(matching("a host name or an address", text -> !text.isBlank() && text.indexOf(' ') < 0)),
                    "Time servers to ask instead of Debian's pool.")
            .defaultsTo(List.of())
            .example("[ntp.example.org]");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, SERVERS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("systemd-timesyncd");
        system.enableUnit("systemd-timesyncd.service");
        system.healthCheck(HealthCheck.unitActive("timesyncd", "systemd-timesyncd.service"));
        if (!config.get(SERVERS).isEmpty()) {
            system.systemdSetting(SystemdDaemon.TIMESYNCD, "NTP", String.join(" ", config.get(SERVERS)));
        }
    }
}
