package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.base.Container;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// What the network may ask of the machine: nothing but what is let in.
public final class Firewall implements SystemModule {

    /// Whether a packet must come from where the machine would answer it to.
    enum ReversePath {
        NO,
        LOOSE,
        STRICT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Option<Boolean> ENABLE = option(
                    "networking.firewall.enable",
                    bool(),
                    "Whether to let in only connections to ports that are open here, or that services of this configuration have opened.")
            .defaultsTo(config -> !config.get(Container.ENABLE), "`true`, but `false` in a container");

    public static final Option<Set<String>> TCP_PORTS = option(
                    "networking.firewall.allowedTcpPorts",
                    set(PortRanges.type()),
                    "TCP ports, and ranges of them, that everybody may reach.")
            .defaultsTo(Set.of())
            .example("[80, 8000-8100]")
            .inNixos("networking.firewall.allowedTCPPorts");

    public static final Option<Set<String>> UDP_PORTS = option(
                    "networking.firewall.allowedUdpPorts",
                    set(PortRanges.type()),
                    "UDP ports, and ranges of them, that everybody may reach.")
            .defaultsTo(Set.of())
            .example("[60000-61000]")
            .inNixos("networking.firewall.allowedUDPPorts");

    static final Option<Set<String>> INTERFACE_TCP_PORTS = option(
                    "allowedTcpPorts", set(PortRanges.type()), "TCP ports, and ranges of them, that are open there.")
            .defaultsTo(Set.of());

    static final Option<Set<String>> INTERFACE_UDP_PORTS = option(
                    "allowedUdpPorts", set(PortRanges.type()), "UDP ports, and ranges of them, that are open there.")
            .defaultsTo(Set.of());

    public static final Option<SortedMap<String, EvaluatedConfig>> INTERFACES = option(
                    "networking.firewall.interfaces",
                    mapOf("name", submodule(INTERFACE_TCP_PORTS, INTERFACE_UDP_PORTS))
                            .withKeys(FilterRules.INTERFACE, FilterRules::isInterface),
                    "What may be reached through one network interface only, by the kernel's name for it.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ lan.allowedUdpPorts = [53] }");

    public static final Option<Set<String>> TRUSTED = option(
                    "networking.firewall.trustedInterfaces",
                    set(matching(FilterRules.INTERFACE, FilterRules::isInterface)),
                    "Network interfaces through which everything may be reached.")
            .defaultsTo(Set.of())
            .example("[lan]");

    public static final Option<Boolean> PING = option(
                    "networking.firewall.allowPing", bool(), "Whether the machine answers to ping(8).")
            .defaultsTo(true);

    public static final Option<Optional<String>> PING_LIMIT = option(
                    "networking.firewall.pingLimit",
                    nullable(matching("a rate such as `5/second`", FilterRules::isRate)),
                    "How often it answers to ping(8) at most.")
            .defaultsTo(Optional.empty())
            .example("10/second");

    public static final Option<Boolean> REJECT = option(
                    "networking.firewall.rejectPackets",
                    bool(),
                    "Whether to tell who is not let in, instead of not answering at all.")
            .defaultsTo(false);

    public static final Option<Boolean> LOG = option(
                    "networking.firewall.logRefused",
                    bool(),
                    "Whether the journal notes connections that are not let in, ten of them a second at most.")
            .defaultsTo(false)
            .inNixos("networking.firewall.logRefusedConnections");

    public static final Option<ReversePath> REVERSE_PATH = option(
                    "networking.firewall.checkReversePath",
                    oneOf(ReversePath.class, ReversePath::word),
                    "Whether a packet is dropped when its sender could not be answered at all (`loose`), or not through the interface it came from (`strict`).")
            .defaultsTo(ReversePath.LOOSE);

    public static final Option<Boolean> FILTER_FORWARD = option(
                    "networking.firewall.filterForward",
                    bool(),
                    "Whether packets that only pass through the machine are filtered, too: then nothing passes but what `networking.nat` and `extraForwardRules` let through, and answers to that.")
            .defaultsTo(config -> config.get(Nat.ENABLE), "`true` when `networking.nat.enable` is");

    public static final Option<String> EXTRA_INPUT = option(
                    "networking.firewall.extraInputRules",
                    lines(),
                    "Further rules for what reaches the machine, in the language of nft(8), tried before the open ports.")
            .defaultsTo("")
            .example("\"ip saddr 192.0.2.0/24 tcp dport 5432 accept\"");

    public static final Option<String> EXTRA_FORWARD = option(
                    "networking.firewall.extraForwardRules",
                    lines(),
                    "Further rules for what passes through the machine, in the language of nft(8). They need `filterForward`.")
            .defaultsTo("")
            .example("\"iifname lan oifname guests accept\"");

    @Override
    public List<Option<?>> options() {
        return List.of(
                ENABLE,
                TCP_PORTS,
                UDP_PORTS,
                INTERFACES,
                TRUSTED,
                PING,
                PING_LIMIT,
                REJECT,
                LOG,
                REVERSE_PATH,
                FILTER_FORWARD,
                EXTRA_INPUT,
                EXTRA_FORWARD);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(ENABLE) && !config.get(Container.ENABLE)) {
            config.get(TRUSTED).forEach(system::trustInterface);
            Networking.checkDevices(config, TRUSTED, config.get(TRUSTED), system);
            Networking.checkDevices(config, INTERFACES, config.get(INTERFACES).keySet(), system);
            system.afterAll(() -> Nftables.table(FilterRules.NAME, FilterRules.table(config, system), system));
        }
    }
}
