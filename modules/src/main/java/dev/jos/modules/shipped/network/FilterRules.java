package dev.jos.modules.shipped.network;

import static dev.jos.modules.formats.NftablesFile.match;

import dev.jos.config.EvaluatedConfig;
import dev.jos.modules.DefinedSystem;
import dev.jos.modules.FirewallRule;
import dev.jos.modules.formats.NftablesFile;
import dev.jos.modules.shipped.base.Words;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The rules that make the [Firewall].
final class FilterRules {

    static final String NAME = "firewall";

    static final String INTERFACE =
            "the kernel's name of a network interface, where `*` at the end stands for any text";

    private static final Set<String> UNITS = Set.of("second", "minute", "hour", "day", "week");

    /// Without these, IPv6 does not work: RFC 4890, section 4.4.1.
    private static final List<String> NEIGHBOURS = List.of(
            "nd-router-solicit", "nd-router-advert", "nd-neighbor-solicit", "nd-neighbor-advert", "mld-listener-query");

    /// The rest of what must not be dropped: RFC 4890, section 4.3.1; `established,related` covers most of it.
    private static final List<String> ERRORS =
            List.of("destination-unreachable", "packet-too-big", "time-exceeded", "parameter-problem");

    private FilterRules() {}

    static NftablesFile table(EvaluatedConfig config, DefinedSystem system) {
        var table = new NftablesFile(NAME);
        reversePath(config, table);
        table.chain("input", "filter hook input priority filter", "drop", rules -> {
            first(system.trustedInterfaces(), rules);
            control(config, rules);
            system.firewallRules().stream().map(FirewallRule::line).forEach(rules::add);
            rules.lines(config.get(Firewall.EXTRA_INPUT));
            open("", config.get(Firewall.TCP_PORTS), system.tcpPorts(), "tcp", rules);
            open("", config.get(Firewall.UDP_PORTS), system.udpPorts(), "udp", rules);
            config.get(Firewall.INTERFACES).forEach((name, port) -> {
                open(name, port.get(Firewall.INTERFACE_TCP_PORTS), Set.of(), "tcp", rules);
                open(name, port.get(Firewall.INTERFACE_UDP_PORTS), Set.of(), "udp", rules);
            });
            refuse(config, rules);
        });
        if (config.get(Firewall.FILTER_FORWARD)) {
            forward(config, table);
        }
        return table;
    }

    private static void reversePath(EvaluatedConfig config, NftablesFile table) {
        var kind = config.get(Firewall.REVERSE_PATH);
        if (kind != Firewall.ReversePath.NO) {
            String way = kind == Firewall.ReversePath.STRICT ? "fib saddr . mark . iif" : "fib saddr . mark";
            table.chain("reverse-path", "filter hook prerouting priority mangle + 10", "drop", rules -> rules.add(
                            "meta nfproto ipv4 udp sport . udp dport { 67 . 68, 68 . 67 } accept")
                    .add("ip6 saddr { ::, fe80::/10 } accept")
                    .add(way, "oif exists accept"));
        }
    }

    private static void first(Collection<String> trusted, NftablesFile.Rules rules) {
        rules.add("iifname lo accept");
        if (!trusted.isEmpty()) {
            rules.add(interfaces("iifname", trusted), "accept");
        }
        rules.add("ct state established,related accept").add("ct state invalid drop");
    }

    private static void control(EvaluatedConfig config, NftablesFile.Rules rules) {
        rules.add(match("icmpv6 type", NEIGHBOURS), "accept")
                .add(match("icmpv6 type", ERRORS), "accept")
                .add("ip6 saddr fe80::/10 udp dport 546 accept");
        if (config.get(Firewall.PING)) {
            String limit = config.get(Firewall.PING_LIMIT)
                    .map(rate -> "limit rate " + rate)
                    .orElse("");
            rules.add("icmp type echo-request", limit, "accept").add("icmpv6 type echo-request", limit, "accept");
        }
    }

    private static void open(
            String name,
            Collection<String> portsOrRanges,
            Collection<Integer> ports,
            String protocol,
            NftablesFile.Rules rules) {
        var open = PortRanges.of(portsOrRanges).and(ports).texts();
        if (!open.isEmpty()) {
            rules.add(
                    name.isEmpty() ? "" : interfaces("iifname", List.of(name)),
                    match(protocol + " dport", open),
                    "accept");
        }
    }

    private static void refuse(EvaluatedConfig config, NftablesFile.Rules rules) {
        if (config.get(Firewall.LOG)) {
            rules.add(
                    "tcp flags & (fin | syn | rst | ack) == syn limit rate 10/second log prefix \"refused: \" level info");
        }
        if (config.get(Firewall.REJECT)) {
            rules.add("meta l4proto tcp reject with tcp reset").add("reject with icmpx admin-prohibited");
        }
    }

    private static void forward(EvaluatedConfig config, NftablesFile table) {
        table.chain("forward", "filter hook forward priority filter", "drop", rules -> {
            rules.add("ct state established,related accept").add("ct state invalid drop");
            rules.add(match("icmpv6 type", ERRORS), "accept");
            if (config.get(Nat.ENABLE)) {
                rules.add("ct status dnat accept");
                Nat.fromInside(config).forEach(inside -> rules.add(inside, Nat.toOutside(config), "accept"));
            }
            rules.lines(config.get(Firewall.EXTRA_FORWARD));
        });
    }

    /// A match for interfaces by name, nothing for none.
    static String interfaces(String what, Collection<String> names) {
        return match(what, names.stream().map(NftablesFile::quoted).toList());
    }

    static boolean isInterface(String text) {
        return Words.isDevice(text.endsWith("*") ? text.substring(0, text.length() - 1) + "x" : text);
    }

    static boolean isRate(String text) {
        int slash = text.indexOf('/');
        return slash > 0
                && slash <= 6
                && text.substring(0, slash).chars().allMatch(c -> c >= '0' && c <= '9')
                && UNITS.contains(text.substring(slash + 1));
    }
}
