package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.string;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.OptionType;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Prometheus's node exporter: measurements of this machine.
public final class NodeExporter implements SystemModule {

    public static final Option<Boolean> ENABLE = option(
                    "services.prometheus.exporters.node.enable",
                    bool(),
                    "Whether to offer measurements of this machine to Prometheus.")
            .defaultsTo(false);

    public static final Option<String> ADDRESS = option(
                    "services.prometheus.exporters.node.listenAddress",
                    matching("an address", text -> text.matches("[0-9a-fA-F.:]+")),
                    "The address on which they are offered.")
            .defaultsTo("127.0.0.1")
            .example("0.0.0.0");

    public static final Option<Integer> PORT = option(
                    "services.prometheus.exporters.node.port", port(), "The TCP port.")
            .defaultsTo(9100);

    public static final Option<Set<String>> ENABLED = option(
                    "services.prometheus.exporters.node.enabledCollectors",
                    set(collector()),
                    "Kinds of measurements beyond the usual ones.")
            .defaultsTo(Set.of())
            .example("[systemd]");

    public static final Option<Set<String>> DISABLED = option(
                    "services.prometheus.exporters.node.disabledCollectors",
                    set(collector()),
                    "Usual kinds of measurements to leave out.")
            .defaultsTo(Set.of())
            .example("[wifi]");

    public static final Option<List<String>> FLAGS = option(
                    "services.prometheus.exporters.node.extraFlags", list(string()), "Further arguments.")
            .defaultsTo(List.of());

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, ADDRESS, PORT, ENABLED, DISABLED, FLAGS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("prometheus-node-exporter");
        system.enableUnit("prometheus-node-exporter.service");
        system.listensOn(config.get(PORT), "node-exporter", config, PORT);
        var arguments = new ArrayList<String>();
        arguments.add("--web.listen-address=" + endpoint(config.get(ADDRESS), config.get(PORT)));
        new TreeSet<>(config.get(ENABLED)).forEach(name -> arguments.add("--collector." + name));
        new TreeSet<>(config.get(DISABLED)).forEach(name -> arguments.add("--no-collector." + name));
        arguments.addAll(config.get(FLAGS));
        system.etcFile("default/prometheus-node-exporter", arguments(arguments));
        system.healthCheck(HealthCheck.unitActive("node-exporter", "prometheus-node-exporter.service"));
        system.healthCheck(
                HealthCheck.tcpAnswers("node-exporter-port", reachable(config.get(ADDRESS)), config.get(PORT)));
        if (!isLocal(config.get(ADDRESS))) {
            system.openTcpPort(config.get(PORT));
        }
    }

    private static OptionType<String> collector() {
        return matching("the name of a collector, such as `systemd`", text -> text.matches("[a-z_]+"));
    }

    static boolean isEndpoint(String text) {
        return text.matches("(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9._-]+):[0-9]{1,5}");
    }

    static String endpoint(String address, int port) {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    static boolean isLocal(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }

    /// An address of this machine at which something that listens on `address` answers.
    static String reachable(String address) {
        return address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
    }

    /// The environment file of Debian's units, which split `$ARGS` at spaces.
    static String arguments(List<String> arguments) {
        return "ARGS='" + String.join(" ", arguments).replace("'", "").replace("\n", " ") + "'\n";
    }
}
