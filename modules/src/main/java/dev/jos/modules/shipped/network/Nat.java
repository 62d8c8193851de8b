package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.cidr;
import static dev.jos.config.Types.ipAddress;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.submodule;
import static dev.jos.modules.formats.NftablesFile.match;

import dev.jos.config.Definitions;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.NftablesFile;
import dev.jos.modules.shipped.base.Container;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Network address translation: a network behind this machine shares its address.
public final class Nat implements SystemModule {

    private static final String NAME = "nat";

    enum Protocol {
        TCP,
        UDP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Option<Boolean> ENABLE = option(
                    "networking.nat.enable",
                    bool(),
                    "Whether networks behind this machine reach the outside with its address. Also turns on `networking.forwarding`.")
            .defaultsTo(false);

    public static final Option<Optional<String>> OUTSIDE = option(
                    "networking.nat.externalInterface",
                    nullable(matching(FilterRules.INTERFACE, FilterRules::isInterface)),
                    "The network interface that leads outside, by the kernel's name.")
            .defaultsTo(Optional.empty())
            .example("wan");

    public static final Option<Optional<String>> OUTSIDE_ADDRESS = option(
                    "networking.nat.externalAddress",
                    nullable(ipAddress()),
                    "The IPv4 address to appear with outside. Without one, whichever the interface has.")
            .defaultsTo(Optional.empty())
            .example("192.0.2.10")
            .inNixos("networking.nat.externalIP");

    public static final Option<Set<String>> INSIDE = option(
                    "networking.nat.internalInterfaces",
                    set(matching(FilterRules.INTERFACE, FilterRules::isInterface)),
                    "The network interfaces behind which the networks are, by the kernel's names.")
            .defaultsTo(Set.of())
            .example("[lan]");

    public static final Option<Set<String>> NETWORKS = option(
                    "networking.nat.internalNetworks",
                    set(cidr()),
                    "Networks behind this machine, whichever interface they come from.")
            .defaultsTo(Set.of())
            .example("[192.168.7.0/24]")
            .inNixos("networking.nat.internalIPs");

    public static final Option<Boolean> IPV6 = option(
                    "networking.nat.ipv6",
                    bool(),
                    "Whether addresses of IPv6 are translated, too. IPv6 passes through as it is otherwise.")
            .defaultsTo(false);

    static final Option<Protocol> PROTOCOL = option(
                    "protocol", oneOf(Protocol.class, Protocol::word), "The protocol of the port.")
            .defaultsTo(Protocol.TCP);

    static final Option<String> PORT = option(
                    "port", PortRanges.type(), "The port of this machine, or a range of ports.")
            .example("8080");

    static final Option<String> TO =
            option("to", ipAddress(), "The address of the machine behind.").example("192.168.7.20");

    static final Option<Optional<Integer>> TO_PORT = option(
                    "toPort", nullable(port()), "The port of the machine behind. Without one, the same.")
            .defaultsTo(Optional.empty())
            .example("80");

    public static final Option<List<EvaluatedConfig>> FORWARD_PORTS = option(
                    "networking.nat.forwardPorts",
                    list(submodule(PROTOCOL, PORT, TO, TO_PORT)),
                    "Ports of the external interface that lead to machines behind this one.")
            .defaultsTo(List.of())
            .example("[{ port = 8080, to = 192.168.7.20, toPort = 80 }]");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, OUTSIDE, OUTSIDE_ADDRESS, INSIDE, NETWORKS, IPV6, FORWARD_PORTS);
    }

    @Override
    public void define(Definitions define) {
        define.when(ENABLE).suggest(Networking.FORWARDING, any -> true);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE) || config.get(Container.ENABLE)) {
            return;
        }
        if (config.get(OUTSIDE).isEmpty()) {
            system.problem(Problem.error("NAT needs an interface that leads outside.")
                    .about(config, ENABLE, "enabled here")
                    .hint("Give `%s`.".formatted(OUTSIDE.name())));
        } else {
            Nftables.table(NAME, table(config), system);
            Networking.checkDevices(config, OUTSIDE, outside(config), system);
            Networking.checkDevices(config, INSIDE, config.get(INSIDE), system);
        }
    }

    private static NftablesFile table(EvaluatedConfig config) {
        return new NftablesFile(NAME)
                .chain("incoming", "nat hook prerouting priority dstnat", "accept", rules -> config.get(FORWARD_PORTS)
                        .forEach(port -> rules.add(
                                FilterRules.interfaces("iifname", outside(config)),
                                port.get(PROTOCOL).word() + " dport " + port.get(PORT),
                                "dnat " + target(port))))
                .chain("outgoing", "nat hook postrouting priority srcnat", "accept", rules -> fromInside(config)
                        .forEach(inside -> outgoing(config, inside, rules)));
    }

    private static String target(EvaluatedConfig port) {
        String address = port.get(TO);
        String suffix = port.get(TO_PORT).map(number -> ":" + number).orElse("");
        boolean six = address.indexOf(':') >= 0;
        return (six ? "ip6 to [" + address + "]" : "ip to " + address) + suffix;
    }

    private static void outgoing(EvaluatedConfig config, String inside, NftablesFile.Rules rules) {
        if (!inside.startsWith("ip6 ")) {
            String source = config.get(OUTSIDE_ADDRESS)
                    .map(address -> "snat ip to " + address)
                    .orElse("masquerade");
            rules.add("meta nfproto ipv4", inside, toOutside(config), source);
        }
        if (config.get(IPV6) && !inside.startsWith("ip ")) {
            rules.add("meta nfproto ipv6", inside, toOutside(config), "masquerade");
        }
    }

    /// Matches for packets from the networks behind.
    static List<String> fromInside(EvaluatedConfig config) {
        var matches = new ArrayList<String>();
        matches.add(FilterRules.interfaces("iifname", config.get(INSIDE)));
        matches.add(match("ip saddr", networks(config, false)));
        matches.add(match("ip6 saddr", networks(config, true)));
        matches.removeIf(String::isEmpty);
        return matches;
    }

    /// A match for packets that go outside.
    static String toOutside(EvaluatedConfig config) {
        return FilterRules.interfaces("oifname", outside(config));
    }

    private static Collection<String> outside(EvaluatedConfig config) {
        return config.get(OUTSIDE).map(List::of).orElse(List.of());
    }

    private static List<String> networks(EvaluatedConfig config, boolean six) {
        return config.get(NETWORKS).stream()
                .filter(network -> network.indexOf(':') >= 0 == six)
                .toList();
    }
}
