package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.duration;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.ipAddress;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.nullable;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.formats.UnitFile;
import dev.jos.modules.shipped.base.Words;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Addresses for others, by networkd's own DHCP server: systemd.network(5), section `[DHCPServer]`.
final class DhcpServer {

    private static final String SECTION = "DHCPServer";
    private static final String LEASE = "DHCPServerStaticLease";

    static final Option<Boolean> ENABLE = option(
                    "dhcpServer.enable",
                    bool(),
                    "Whether to give IPv4 addresses to others on the interface, from the network of its first address.")
            .defaultsTo(false);

    static final Option<Optional<Integer>> POOL_OFFSET = option(
                    "dhcpServer.poolOffset",
                    nullable(integer(0, Integer.MAX_VALUE)),
                    "Where in the network the addresses to give out begin. Without one, at the first.")
            .defaultsTo(Optional.empty())
            .example("100");

    static final Option<Optional<Integer>> POOL_SIZE = option(
                    "dhcpServer.poolSize",
                    nullable(integer(1, Integer.MAX_VALUE)),
                    "How many addresses there are to give out. Without one, all that follow.")
            .defaultsTo(Optional.empty())
            .example("100");

    static final Option<Duration> LEASE_TIME = option(
                    "dhcpServer.leaseTime", duration(), "For how long an address is given out.")
            .defaultsTo(Duration.ofHours(1))
            .example("12h");

    static final Option<Optional<String>> ROUTER = option(
                    "dhcpServer.router",
                    nullable(ipAddress()),
                    "The router to tell others of. Without one, the interface's own address.")
            .defaultsTo(Optional.empty());

    static final Option<List<String>> DNS = option(
                    "dhcpServer.dns",
                    list(ipAddress()),
                    "The name servers to tell others of. Without any, those that this machine asks.")
            .defaultsTo(List.of())
            .example("[192.0.2.1]");

    static final Option<List<String>> NTP = option(
                    "dhcpServer.ntp", list(ipAddress()), "The time servers to tell others of.")
            .defaultsTo(List.of())
            .example("[192.0.2.1]");

    static final Option<SortedMap<String, String>> STATIC_LEASES = option(
                    "dhcpServer.staticLeases",
                    mapOf("mac", ipAddress()).withKeys(Words.MAC_ADDRESS, Words::isMac),
                    "Addresses that are always the same, by hardware address.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"52:54:00:12:34:56\" = 192.0.2.20 }");

    private DhcpServer() {}

    static void write(EvaluatedConfig port, UnitFile file) {
        if (!port.get(ENABLE)) {
            return;
        }
        file.set(SECTION, "PoolOffset", number(port.get(POOL_OFFSET)))
                .set(SECTION, "PoolSize", number(port.get(POOL_SIZE)))
                .set(SECTION, "DefaultLeaseTimeSec", UnitFile.time(port.get(LEASE_TIME)))
                .set(SECTION, "Router", port.get(ROUTER).orElse(""))
                .set(SECTION, "DNS", port.get(DNS))
                .set(SECTION, "NTP", port.get(NTP));
        port.get(STATIC_LEASES)
                .forEach((mac, address) ->
                        file.begin(LEASE).set(LEASE, "MACAddress", mac).set(LEASE, "Address", address));
    }

    private static String number(Optional<Integer> number) {
        return number.map(String::valueOf).orElse("");
    }
}
