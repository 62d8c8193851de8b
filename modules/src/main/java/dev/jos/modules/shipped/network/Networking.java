package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.ipAddress;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.FirewallRule;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.UnitFile;
import dev.jos.modules.shipped.base.BaseSystem;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Words;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Network interfaces, by systemd-networkd, and what else the machine knows about networks.
public final class Networking implements SystemModule {

    private static final String NETWORKD = "systemd-networkd.service";
    private static final String WAIT_ONLINE = "systemd-networkd-wait-online.service";
    private static final int DHCP_SERVER_PORT = 67;

    public static final Option<SortedMap<String, EvaluatedConfig>> INTERFACES = option(
                    "networking.interfaces",
                    mapOf("name", InterfaceOptions.type())
                            .withKeys("a name of letters, digits, `-` and `_`", Words::isPattern),
                    "Network interfaces, by name or by what `match` says.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ ens3 { dhcp = yes } }");

    public static final Option<Boolean> USE_DHCP = option(
                    "networking.useDHCP",
                    bool(),
                    "Whether every wired interface that is not listed in `networking.interfaces` asks for its addresses by DHCP.")
            .defaultsTo(true);

    public static final Option<Boolean> IPV6 = option(
                    "networking.ipv6", bool(), "Whether the machine uses IPv6 at all.")
            .defaultsTo(true);

    public static final Option<Boolean> FORWARDING = option(
                    "networking.forwarding",
                    bool(),
                    "Whether the machine passes on packets between its interfaces, as a router does.")
            .defaultsTo(false);

    public static final Option<List<String>> NAME_SERVERS = option(
                    "networking.nameServers",
                    list(ipAddress()),
                    "Name servers to ask, besides those that interfaces are told of.")
            .defaultsTo(List.of())
            .example("[192.0.2.53]")
            .inNixos("networking.nameservers");

    public static final Option<List<String>> SEARCH = option(
                    "networking.search", list(Words.searchDomain()), "Domains in which short names are looked up.")
            .defaultsTo(List.of())
            .example("[example.org]");

    public static final Option<Boolean> WAIT = option(
                    "networking.waitOnline.enable",
                    bool(),
                    "Whether services that want the network wait until interfaces have addresses.")
            .defaultsTo(true);

    public static final Option<Boolean> ANY_INTERFACE = option(
                    "networking.waitOnline.anyInterface",
                    bool(),
                    "Whether one interface with addresses is enough, where otherwise all that are `requiredForOnline` are.")
            .defaultsTo(false);

    public static final Option<Duration> WAIT_LIMIT = option(
                    "networking.waitOnline.timeout", duration(), "For how long to wait at most.")
            .defaultsTo(Duration.ofMinutes(2))
            .example("30s");

    public static final Option<SortedMap<String, List<String>>> HOSTS = option(
                    "networking.hosts",
                    mapOf("address", list(matching("a host name", Words::isHostname)))
                            .withKeys("an IP address in double quotes", Networking::isAddress),
                    "Further lines of `/etc/hosts`: names by address.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"192.0.2.7\" = [db.example.org, db] }");

    @Override
    public List<Option<?>> options() {
        return List.of(
                INTERFACES, USE_DHCP, IPV6, FORWARDING, NAME_SERVERS, SEARCH, WAIT, ANY_INTERFACE, WAIT_LIMIT, HOSTS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        hosts(config, system);
        if (config.get(Container.ENABLE)) {
            return;
        }
        kernel(config, system);
        config.get(INTERFACES).values().forEach(port -> add(port, system));
        if (config.get(USE_DHCP)) {
            system.etcFile("systemd/network/90-ethernet.network", everyOther());
        }
        if (isUsed(config)) {
            system.enableUnit(NETWORKD);
            system.healthCheck(HealthCheck.unitActive("networkd", NETWORKD));
            waiting(config, system);
        }
    }

    /// Whether networkd has anything to do.
    static boolean isUsed(EvaluatedConfig config) {
        boolean configured = config.get(USE_DHCP) || !config.get(INTERFACES).isEmpty();
        return configured && !config.get(Container.ENABLE);
    }

    private static void add(EvaluatedConfig port, SystemDefinition system) {
        String file = "systemd/network/" + NetworkFiles.name(port);
        system.etcFile(file + ".network", NetworkFiles.network(port));
        if (NetworkFiles.hasLink(port)) {
            system.etcFile(file + ".link", NetworkFiles.linkFile(port));
            checkLink(port, system);
        }
        if (port.get(DhcpServer.ENABLE)) {
            firewall(port, FirewallRule.udp(DHCP_SERVER_PORT), system);
            if (port.get(InterfaceOptions.ADDRESSES).isEmpty()) {
                system.problem(Problem.error("A DHCP server needs an address of its own.")
                        .about(port, DhcpServer.ENABLE, "enabled here")
                        .hint("Give `%s`.".formatted(port.nameOf(InterfaceOptions.ADDRESSES))));
            }
        }
    }

    /// Lets in what `rule` says through one interface, or through all where its name is not known.
    private static void firewall(EvaluatedConfig port, FirewallRule rule, SystemDefinition system) {
        system.firewallRule(NetworkFiles.deviceName(port).map(rule::onInterface).orElse(rule));
    }

    private static void checkLink(EvaluatedConfig port, SystemDefinition system) {
        var needing = port.get(InterfaceOptions.RENAME) ? InterfaceOptions.RENAME : InterfaceOptions.WAKE_ON_LAN;
        if (port.get(InterfaceOptions.MATCH_MAC).isEmpty()) {
            system.problem(Problem.error("The interface `%s` is not found by its hardware address, as `%s` needs it."
                            .formatted(port.name(), needing.name()))
                    .about(port, needing, "asked for here")
                    .hint("Give `%s`.".formatted(port.nameOf(InterfaceOptions.MATCH_MAC))));
        }
        if (port.get(InterfaceOptions.RENAME) && !Words.isDevice(port.name())) {
            system.problem(Problem.error("An interface cannot be called `%s`.".formatted(port.name()))
                    .about(port, InterfaceOptions.RENAME, "renamed here")
                    .hint("Name it with at most 15 letters, digits, `-`, `_` and `.`."));
        }
    }

    /// Says that rules for packets know interfaces by the kernel's names only.
    static void checkDevices(
            EvaluatedConfig config, Option<?> option, Collection<String> names, SystemDefinition system) {
        for (String name : names) {
            var port = config.get(INTERFACES).get(name);
            boolean labelled = port != null && !NetworkFiles.deviceName(port).equals(Optional.of(name));
            if (port != null && labelled && !name.endsWith("*")) {
                system.problem(Problem.error(
                                "The kernel has no interface `%s`: only the configuration calls it so.".formatted(name))
                        .about(config, option, "named here")
                        .about(port, InterfaceOptions.RENAME, "matched here")
                        .hint("Use the kernel's name, or set `%s`.".formatted(port.nameOf(InterfaceOptions.RENAME))));
            }
        }
    }

    private static void kernel(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(FORWARDING)) {
            system.sysctl("net.ipv4.conf.all.forwarding", "1");
            system.sysctl("net.ipv6.conf.all.forwarding", "1");
        }
        if (!config.get(IPV6)) {
            system.sysctl("net.ipv6.conf.all.disable_ipv6", "1");
            system.sysctl("net.ipv6.conf.default.disable_ipv6", "1");
        }
    }

    /// systemd-networkd-wait-online.service(8).
    private static void waiting(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(WAIT)) {
            system.maskUnit(WAIT_ONLINE);
            return;
        }
        boolean usual = !config.isDefined(ANY_INTERFACE) && !config.isDefined(WAIT_LIMIT);
        if (!usual) {
            String command = "/usr/lib/systemd/systemd-networkd-wait-online --timeout="
                    + config.get(WAIT_LIMIT).toSeconds() + (config.get(ANY_INTERFACE) ? " --any" : "");
            system.etcFile(
                    "systemd/system/%s.d/jos.conf".formatted(WAIT_ONLINE),
                    new UnitFile()
                            .assign("Service", "ExecStart", "")
                            .set("Service", "ExecStart", command)
                            .toString());
        }
    }

    /// Real Ethernet ports only: virtual ones have a kind.
    private static String everyOther() {
        return new UnitFile()
                .set("Match", "Type", "ether")
                .set("Match", "Kind", "!*")
                .set("Network", "DHCP", "yes")
                .toString();
    }

    private static void hosts(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(HOSTS).isEmpty()) {
            return;
        }
        String name = config.get(BaseSystem.HOSTNAME);
        int dot = name.indexOf('.');
        var text = new StringBuilder("127.0.0.1 localhost\n127.0.1.1 ")
                .append(dot < 0 ? name : name + " " + name.substring(0, dot))
                .append("\n::1 localhost ip6-localhost ip6-loopback\nff02::1 ip6-allnodes\nff02::2 ip6-allrouters\n");
        config.get(HOSTS).forEach((address, names) -> text.append(address)
                .append(' ')
                .append(String.join(" ", names))
                .append('\n'));
        system.etcFile("hosts", text.toString());
    }

    private static boolean isAddress(String text) {
        return (text.indexOf(':') >= 0 || text.indexOf('.') > 0)
                && text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    }
}
