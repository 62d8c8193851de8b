package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.cidr;
import static dev.jos.config.Types.decimal;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.nullable;

import dev.jos.config.Definitions;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.FirewallRule;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.KeyValueFile;
import dev.jos.modules.shipped.base.Container;
import dev.jos.modules.shipped.base.Words;
import java.util.List;
import java.util.Optional;

/// chrony: the right time from the network, and for it.
public final class Chrony implements SystemModule {

    private static final int PORT = 123;

    public static final Option<Boolean> ENABLE = option(
                    "services.chrony.enable",
                    bool(),
                    "Whether to set the clock with chrony, instead of systemd-timesyncd.")
            .defaultsTo(false);

    public static final Option<List<String>> POOLS = option(
                    "services.chrony.pools", list(Words.host()), "Names behind which there are several time servers.")
            .defaultsTo(
                    config -> config.get(Chrony.SERVERS).isEmpty() ? List.of("2.debian.pool.ntp.org") : List.of(),
                    "Debian's pool, when there are no `servers`")
            .example("[de.pool.ntp.org]");

    public static final Option<List<String>> SERVERS = option(
                    "services.chrony.servers", list(Words.host()), "Time servers to ask, by name or address.")
            .defaultsTo(List.of())
            .example("[ntp1.example.org]");

    public static final Option<Boolean> NTS = option(
                    "services.chrony.nts", bool(), "Whether servers and pools have to prove who they are, by NTS.")
            .defaultsTo(false)
            .inNixos("services.chrony.enableNTS");

    public static final Option<List<String>> ALLOW = option(
                    "services.chrony.allow",
                    list(cidr()),
                    "The networks that may ask this machine for the time; the firewall lets them.")
            .defaultsTo(List.of())
            .example("[192.168.7.0/24]");

    public static final Option<Optional<Integer>> LOCAL_STRATUM = option(
                    "services.chrony.localStratum",
                    nullable(integer(1, 15)),
                    "Answers others also while there is no server to learn from, as one that is this far from a clock.")
            .defaultsTo(Optional.empty())
            .example("10");

    public static final Option<Double> STEP_THRESHOLD = option(
                    "services.chrony.makeStep.threshold",
                    decimal(0, 86400),
                    "From how many seconds on the clock is set at once, and not made to run faster or slower.")
            .defaultsTo(1.0);

    public static final Option<Integer> STEP_LIMIT = option(
                    "services.chrony.makeStep.limit",
                    integer(-1, 1000),
                    "In how many of the first measurements it may be set at once; -1 means in all.")
            .defaultsTo(3);

    public static final Option<String> EXTRA = option(
                    "services.chrony.extraConfig", lines(), "Further lines of chrony.conf(5).")
            .defaultsTo("");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, POOLS, SERVERS, NTS, ALLOW, LOCAL_STRATUM, STEP_THRESHOLD, STEP_LIMIT, EXTRA);
    }

    @Override
    public void define(Definitions define) {
        define.when(ENABLE).suggest(Timesyncd.ENABLE, any -> false);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE) || config.get(Container.ENABLE)) {
            return;
        }
        if (config.get(Timesyncd.ENABLE)) {
            system.problem(Problem.error("Two services set the clock.")
                    .about(config, ENABLE, "chrony here")
                    .about(config, Timesyncd.ENABLE, "systemd-timesyncd here")
                    .hint("Enable one of them only."));
        }
        system.installPackage("chrony");
        system.enableUnit("chrony.service");
        system.etcFile("chrony/chrony.conf", render(config));
        config.get(ALLOW)
                .forEach(network -> system.firewallRule(FirewallRule.udp(PORT).from(network)));
        system.healthCheck(HealthCheck.succeeds("chrony", "/usr/bin/chronyc", "-n", "tracking")
                .describedAs("chrony answers"));
    }

    private static String render(EvaluatedConfig config) {
        var file = new KeyValueFile(" ");
        String options = config.get(NTS) ? " iburst nts" : " iburst";
        config.get(POOLS).forEach(pool -> file.set("pool", pool + options));
        config.get(SERVERS).forEach(server -> file.set("server", server + options));
        config.get(ALLOW).forEach(network -> file.set("allow", network));
        config.get(LOCAL_STRATUM).ifPresent(stratum -> file.set("local", "stratum " + stratum));
        return file.set(
                        "makestep",
                        STEP_THRESHOLD.type().plain(config.get(STEP_THRESHOLD)).text() + " " + config.get(STEP_LIMIT))
                + LIKE_DEBIAN
                + (config.get(EXTRA).isEmpty() ? "" : config.get(EXTRA) + "\n");
    }

    /// The rest of what Debian's own file says.
    private static final String LIKE_DEBIAN = """
            sourcedir /run/chrony-dhcp
            sourcedir /etc/chrony/sources.d
            keyfile /etc/chrony/chrony.keys
            driftfile /var/lib/chrony/chrony.drift
            ntsdumpdir /var/lib/chrony
            logdir /var/log/chrony
            maxupdateskew 100.0
            rtcsync
            leapseclist /usr/share/zoneinfo/leap-seconds.list
            """;
}
