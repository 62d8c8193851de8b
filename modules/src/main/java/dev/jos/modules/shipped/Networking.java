package dev.jos.modules.shipped;

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
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.UnitFile;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/// Network interfaces, by systemd-networkd: systemd.network(5).
public final class Networking implements SystemModule {

    /// Which protocols of DHCP an interface uses.
    enum Dhcp {
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
                    nullable(
                            matching("the name of an interface, where `*` stands for any text", Networking::isPattern)),
                    "The name of the interface. Without any `match`, the name in the configuration is the interface's.")
            .defaultsTo(Optional.empty())
            .example("\"ens*\"");

    static final Option<Optional<String>> MATCH_MAC = option(
                    "match.mac",
                    nullable(matching(
                            "a MAC address in double quotes, such as `\"52:54:00:12:34:56\"`", Networking::isMac)),
                    "The hardware address of the interface.")
            .defaultsTo(Optional.empty())
            .example("\"52:54:00:12:34:56\"");

    static final Option<Optional<String>> MATCH_TYPE = option(
                    "match.type",
                    nullable(matching("a type of networkctl(1), such as `ether`", Words::isUnit)),
                    "The type of the interface, such as `ether` or `wlan`.")
            .defaultsTo(Optional.empty())
            .example("ether");

    static final Option<Dhcp> DHCP = option(
                    "dhcp", oneOf(Dhcp.class, Dhcp::word), "Whether to ask for addresses by DHCP, and for which.")
            .defaultsTo(Dhcp.NO)
            .example("yes");

    static final Option<List<String>> ADDRESSES = option(
                    "addresses", list(cidr()), "Addresses of the interface, with the prefix length of their network.")
            .defaultsTo(List.of())
            .example("[192.0.2.10/24, \"2001:db8::10/64\"]");

    static final Option<List<String>> GATEWAYS = option(
                    "gateway", list(ipAddress()), "Routers to everywhere else: at most one for IPv4 and one for IPv6.")
            .defaultsTo(List.of())
            .example("[192.0.2.1]");

    static final Option<List<String>> DNS = option(
                    "dns", list(ipAddress()), "Name servers to ask through this interface.")
            .defaultsTo(List.of())
            .example("[192.0.2.53]");

    static final Option<Optional<Integer>> MTU = option(
                    "mtu", nullable(integer(68, 65535)), "The size of the largest packet, in bytes.")
            .defaultsTo(Optional.empty())
            .example("9000");

    public static final Option<SortedMap<String, EvaluatedConfig>> INTERFACES = option(
                    "networking.interfaces",
                    mapOf("name", submodule(MATCH_NAME, MATCH_MAC, MATCH_TYPE, DHCP, ADDRESSES, GATEWAYS, DNS, MTU))
                            .withKeys("a name of letters, digits, `-` and `_`", Networking::isPattern),
                    "Network interfaces, by name or by what `match` says.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ ens3 { dhcp = yes } }");

    public static final Option<Boolean> USE_DHCP = option(
                    "networking.useDHCP",
                    bool(),
                    "Whether every wired interface that is not listed in `networking.interfaces` asks for its addresses by DHCP.")
            .defaultsTo(true);

    public static final Option<SortedMap<String, List<String>>> HOSTS = option(
                    "networking.hosts",
                    mapOf("address", list(matching("a host name", Words::isHostname)))
                            .withKeys("an IP address in double quotes", address -> isAddress(address)),
                    "Further lines of `/etc/hosts`: names by address.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"192.0.2.7\" = [db.example.org, db] }");

    @Override
    public List<Option<?>> options() {
        return List.of(INTERFACES, USE_DHCP, HOSTS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        hosts(config, system);
        if (config.get(Container.ENABLE)) {
            return;
        }
        config.get(INTERFACES).forEach((name, port) -> system.etcFile(file(name, port), network(name, port)));
        if (config.get(USE_DHCP)) {
            system.etcFile("systemd/network/90-ethernet.network", everyOther());
        }
        if (isUsed(config)) {
            system.enableUnit("systemd-networkd.service");
        }
    }

    /// Whether networkd has anything to do.
    static boolean isUsed(EvaluatedConfig config) {
        boolean configured = config.get(USE_DHCP) || !config.get(INTERFACES).isEmpty();
        return configured && !config.get(Container.ENABLE);
    }

    /// The first file that matches wins, so exact names come before patterns.
    private static String file(String name, EvaluatedConfig port) {
        boolean exact = port.get(MATCH_MAC).isPresent()
                || (port.get(MATCH_TYPE).isEmpty() && pattern(name, port).indexOf('*') < 0);
        return "systemd/network/%s-%s.network".formatted(exact ? "10" : "50", name.replace('*', '_'));
    }

    private static String network(String name, EvaluatedConfig port) {
        var file = new UnitFile();
        file.set("Match", "Name", pattern(name, port));
        file.set("Match", "MACAddress", port.get(MATCH_MAC).orElse(""));
        file.set("Match", "Type", port.get(MATCH_TYPE).orElse(""));
        if (port.get(MATCH_TYPE).isPresent()) {
            file.set("Match", "Kind", "!*");
        }
        file.set("Link", "MTUBytes", port.get(MTU).map(String::valueOf).orElse(""));
        file.set("Network", "DHCP", port.get(DHCP).word());
        file.each("Network", "Address", port.get(ADDRESSES));
        file.each("Network", "Gateway", port.get(GATEWAYS));
        file.each("Network", "DNS", port.get(DNS));
        return file.toString();
    }

    private static String pattern(String name, EvaluatedConfig port) {
        boolean otherwise =
                port.get(MATCH_MAC).isPresent() || port.get(MATCH_TYPE).isPresent();
        return port.get(MATCH_NAME).orElse(otherwise ? "" : name);
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

    private static boolean isPattern(String text) {
        return !text.isEmpty()
                && text.length() <= 64
                && Words.isUnit(text.replace('*', 'x').replace('?', 'x'));
    }

    private static boolean isMac(String text) {
        var parts = text.split(":", -1);
        boolean good = parts.length == 6;
        for (String part : parts) {
            good = good && part.length() == 2 && part.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        }
        return good;
    }
}
