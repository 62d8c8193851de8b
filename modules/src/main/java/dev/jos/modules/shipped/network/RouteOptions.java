package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.cidr;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.ipAddress;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.formats.UnitFile;
import java.util.Locale;
import java.util.Optional;

/// A route: systemd.network(5), section `[Route]`.
final class RouteOptions {

    /// What happens to packets on the route.
    enum Kind {
        UNICAST,
        BLACKHOLE,
        UNREACHABLE,
        PROHIBIT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Option<String> TO =
            option("to", cidr(), "The network that the route leads to.").example("10.0.0.0/8");

    static final Option<Optional<String>> VIA = option(
                    "via",
                    nullable(ipAddress()),
                    "The router that knows the way. Without one, the network is reached directly.")
            .defaultsTo(Optional.empty())
            .example("192.0.2.254");

    static final Option<Boolean> ON_LINK = option(
                    "onLink", bool(), "Whether `via` is reached directly although no address of the interface says so.")
            .defaultsTo(false);

    static final Option<Optional<Integer>> METRIC = option(
                    "metric", nullable(integer(0, Integer.MAX_VALUE)), "Of several routes, the lowest metric wins.")
            .defaultsTo(Optional.empty());

    static final Option<Optional<String>> SOURCE = option(
                    "source", nullable(ipAddress()), "The address of this machine to send from.")
            .defaultsTo(Optional.empty());

    static final Option<Optional<Integer>> TABLE = option(
                    "table",
                    nullable(integer(1, Integer.MAX_VALUE)),
                    "The routing table, by number, other than the main one.")
            .defaultsTo(Optional.empty());

    static final Option<Kind> TYPE = option(
                    "type", oneOf(Kind.class, Kind::word), "What happens to packets for the network.")
            .defaultsTo(Kind.UNICAST);

    static final Option<?>[] ALL = {TO, VIA, ON_LINK, METRIC, SOURCE, TABLE, TYPE};

    private RouteOptions() {}

    static void write(EvaluatedConfig route, UnitFile file) {
        file.begin("Route")
                .set("Route", "Destination", route.get(TO))
                .set("Route", "Gateway", route.get(VIA).orElse(""))
                .set("Route", "GatewayOnLink", route.get(ON_LINK) ? "yes" : "")
                .set("Route", "Metric", number(route.get(METRIC)))
                .set("Route", "PreferredSource", route.get(SOURCE).orElse(""))
                .set("Route", "Table", number(route.get(TABLE)))
                .set(
                        "Route",
                        "Type",
                        route.get(TYPE) == Kind.UNICAST ? "" : route.get(TYPE).word());
    }

    private static String number(Optional<Integer> number) {
        return number.map(String::valueOf).orElse("");
    }
}
