package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.cidr;
import static dev.jos.config.Types.ipAddress;
import static dev.jos.config.Types.list;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.formats.UnitFile;
import dev.jos.modules.shipped.base.Words;
import java.util.List;

/// Being a router for IPv6: systemd.network(5), section `[IPv6SendRA]`.
final class RouterAdvertisement {

    private static final String SECTION = "IPv6SendRA";
    private static final String PREFIX = "IPv6Prefix";

    static final Option<Boolean> ENABLE = option(
                    "routerAdvertisement.enable",
                    bool(),
                    "Whether to tell others on the interface that this machine is their router for IPv6.")
            .defaultsTo(false);

    static final Option<List<String>> PREFIXES = option(
                    "routerAdvertisement.prefixes",
                    list(cidr()),
                    "The networks in which others give themselves addresses.")
            .defaultsTo(List.of())
            .example("[\"2001:db8:1::/64\"]");

    static final Option<Boolean> MANAGED = option(
                    "routerAdvertisement.managed", bool(), "Whether others are to ask for addresses by DHCPv6.")
            .defaultsTo(false);

    static final Option<Boolean> OTHER_INFORMATION = option(
                    "routerAdvertisement.otherInformation",
                    bool(),
                    "Whether others are to ask for all but addresses by DHCPv6.")
            .defaultsTo(false);

    static final Option<List<String>> DNS = option(
                    "routerAdvertisement.dns", list(ipAddress()), "The name servers to tell others of.")
            .defaultsTo(List.of());

    static final Option<List<String>> DOMAINS = option(
                    "routerAdvertisement.domains", list(Words.searchDomain()), "The search domains to tell others of.")
            .defaultsTo(List.of());

    private RouterAdvertisement() {}

    static void write(EvaluatedConfig port, UnitFile file) {
        if (!port.get(ENABLE)) {
            return;
        }
        file.set(SECTION, "Managed", port.get(MANAGED) ? "yes" : "")
                .set(SECTION, "OtherInformation", port.get(OTHER_INFORMATION) ? "yes" : "")
                .set(SECTION, "DNS", port.get(DNS))
                .set(SECTION, "Domains", port.get(DOMAINS));
        port.get(PREFIXES).forEach(prefix -> file.begin(PREFIX).set(PREFIX, "Prefix", prefix));
    }
}
