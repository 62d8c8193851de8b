package dev.jos.modules.shipped;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.ipAddress;
import static dev.jos.config.Types.list;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.UnitFile;
import java.util.List;

/// systemd-resolved: the answers to host names.
public final class Resolved implements SystemModule {

    public static final Option<Boolean> ENABLE = option(
                    "services.resolved.enable",
                    bool(),
                    "Whether to run systemd-resolved, and to let every program ask it.")
            .defaultsTo(Networking::isUsed, "`true` when the network is configured by `networking`");

    public static final Option<List<String>> DNS = option(
                    "services.resolved.dns", list(ipAddress()), "Name servers to ask, besides those of the interfaces.")
            .defaultsTo(List.of())
            .example("[192.0.2.53]");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, DNS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("systemd-resolved");
        system.enableUnit("systemd-resolved.service");
        system.etcLink("resolv.conf", "../run/systemd/resolve/stub-resolv.conf");
        if (!config.get(DNS).isEmpty()) {
            system.etcFile(
                    "systemd/resolved.conf.d/10-jos.conf",
                    new UnitFile().set("Resolve", "DNS", config.get(DNS)).toString());
        }
    }
}
