package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.cidr;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.ipAddress;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.settings;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.SubmoduleType;
import dev.jos.modules.shipped.base.Words;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// The options of one network interface: systemd.network(5) and systemd.link(5).
final class InterfaceOptions {

    /// The protocols of which something is used.
    enum Family {
        YES,
        NO,
        IPV4,
        IPV6;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Option<Optional<String>> MATCH_NAME = option(
                    "match.name",
                    nullable(matching("the name of an interface, where `*` stands for any text", Words::isPattern)),
                    "The name of the interface. Without any `match`, the name in the configuration is the interface's.")
            .defaultsTo(Optional.empty())
            .example("\"ens*\"");

    static final Option<Optional<String>> MATCH_MAC = option(
                    "match.mac", nullable(Words.macAddress()), "The hardware address of the interface.")
            .defaultsTo(Optional.empty())
            .example("\"52:54:00:12:34:56\"");

    static final Option<Optional<String>> MATCH_TYPE = option(
                    "match.type",
                    nullable(matching("a type of networkctl(1), such as `ether`", Words::isUnit)),
                    "The type of the interface, such as `ether` or `wlan`.")
            .defaultsTo(Optional.empty())
            .example("ether");

    static final Option<Boolean> RENAME = option(
                    "rename",
                    bool(),
                    "Whether the interface that `match.mac` finds is given its name in the configuration, by which the firewall and other interfaces can then speak of it.")
            .defaultsTo(false);

    static final Option<Optional<String>> MAC_ADDRESS = option(
                    "macAddress",
                    nullable(Words.macAddress()),
                    "A hardware address for the interface to use instead of its own.")
            .defaultsTo(Optional.empty())
            .example("\"02:00:00:12:34:56\"");

    static final Option<Optional<Integer>> MTU = option(
                    "mtu", nullable(integer(68, 65535)), "The size of the largest packet, in bytes.")
            .defaultsTo(Optional.empty())
            .example("9000");

    static final Option<Boolean> WAKE_ON_LAN = option(
                    "wakeOnLan",
                    bool(),
                    "Whether a magic packet switches the machine on. The interface has to be matched by `match.mac`.")
            .defaultsTo(false);

    static final Option<Family> DHCP = option(
                    "dhcp", oneOf(Family.class, Family::word), "Whether to ask for addresses by DHCP, and for which.")
            .defaultsTo(Family.NO)
            .example("yes");

    static final Option<List<String>> ADDRESSES = option(
                    "addresses", list(cidr()), "Addresses of the interface, with the prefix length of their network.")
            .defaultsTo(List.of())
            .example("[192.0.2.10/24, \"2001:db8::10/64\"]");

    static final Option<Family> LINK_LOCAL = option(
                    "linkLocal",
                    oneOf(Family.class, Family::word),
                    "For which protocols the interface gives itself an address that is valid on its link only.")
            .defaultsTo(Family.IPV6);

    static final Option<Optional<Boolean>> ACCEPT_RA = option(
                    "acceptRouterAdvertisements",
                    nullable(bool()),
                    "Whether to take addresses and routes from what routers say about IPv6. Without it, unless the interface forwards or advertises itself.")
            .defaultsTo(Optional.empty())
            .example("true");

    static final Option<Boolean> PRIVACY = option(
                    "ipv6Privacy", bool(), "Whether to prefer temporary IPv6 addresses for connections to others.")
            .defaultsTo(false);

    static final Option<List<String>> GATEWAYS = option(
                    "gateway", list(ipAddress()), "Routers to everywhere else: at most one for IPv4 and one for IPv6.")
            .defaultsTo(List.of())
            .example("[192.0.2.1]");

    static final Option<List<EvaluatedConfig>> ROUTES = option(
                    "routes", list(submodule(RouteOptions.ALL)), "Further routes through the interface.")
            .defaultsTo(List.of())
            .example("[{ to = 10.0.0.0/8, via = 192.0.2.254 }]");

    static final Option<List<String>> DNS = option(
                    "dns", list(ipAddress()), "Name servers to ask through this interface.")
            .defaultsTo(List.of())
            .example("[192.0.2.53]");

    static final Option<List<String>> DOMAINS = option(
                    "domains",
                    list(Words.searchDomain()),
                    "Domains in which short names are looked up. One with `~` in front only says that the interface's name servers know it.")
            .defaultsTo(List.of())
            .example("[example.org, \"~corp.example\"]");

    static final Option<Optional<String>> BRIDGE = member("bridge", "The bridge that the interface is a port of.");
    static final Option<Optional<String>> BOND = member("bond", "The bond that the interface is a part of.");

    static final Option<Set<String>> VLANS = option(
                    "vlans", set(Words.deviceName()), "The VLANs that the interface carries, by name.")
            .defaultsTo(Set.of())
            .example("[guests]");

    static final Option<Boolean> REQUIRED = option(
                    "requiredForOnline",
                    bool(),
                    "Whether the machine counts as online only when the interface is. Services that wait for the network wait for it.")
            .defaultsTo(true);

    static final Option<SortedMap<String, Data.Table>> SETTINGS = option(
                    "settings",
                    mapOf("section", settings()),
                    "Further settings by section, named as in systemd.network(5); a list becomes several lines.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ DHCPv4.RouteMetric = 200 }");

    private InterfaceOptions() {}

    static SubmoduleType type() {
        return submodule(
                MATCH_NAME,
                MATCH_MAC,
                MATCH_TYPE,
                RENAME,
                MAC_ADDRESS,
                MTU,
                WAKE_ON_LAN,
                DHCP,
                ADDRESSES,
                LINK_LOCAL,
                ACCEPT_RA,
                PRIVACY,
                GATEWAYS,
                ROUTES,
                DNS,
                DOMAINS,
                BRIDGE,
                BOND,
                VLANS,
                DhcpServer.ENABLE,
                DhcpServer.POOL_OFFSET,
                DhcpServer.POOL_SIZE,
                DhcpServer.LEASE_TIME,
                DhcpServer.ROUTER,
                DhcpServer.DNS,
                DhcpServer.NTP,
                DhcpServer.STATIC_LEASES,
                RouterAdvertisement.ENABLE,
                RouterAdvertisement.PREFIXES,
                RouterAdvertisement.MANAGED,
                RouterAdvertisement.OTHER_INFORMATION,
                RouterAdvertisement.DNS,
                RouterAdvertisement.DOMAINS,
                REQUIRED,
                SETTINGS);
    }

    private static Option<Optional<String>> member(String name, String description) {
        return option(name, nullable(Words.deviceName()), description).defaultsTo(Optional.empty());
    }
}
