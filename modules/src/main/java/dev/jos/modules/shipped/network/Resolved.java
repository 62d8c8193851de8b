package dev.jos.modules.shipped.network;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.ipAddress;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.settings;

import dev.jos.config.Data;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.KeyValueFile;
import dev.jos.modules.formats.UnitFile;
import dev.jos.modules.shipped.base.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// systemd-resolved: the answers to host names.
public final class Resolved implements SystemModule {

    private static final String SECTION = "Resolve";

    /// Names without a server: resolved.conf(5).
    enum Local {
        YES,
        NO,
        RESOLVE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Dnssec {
        YES("yes"),
        NO("no"),
        ALLOW_DOWNGRADE("allow-downgrade");

        private final String word;

        Dnssec(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    enum Encryption {
        YES,
        NO,
        OPPORTUNISTIC;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Option<Boolean> ENABLE = option(
                    "services.resolved.enable",
                    bool(),
                    "Whether to run systemd-resolved, and to let every program ask it.")
            .defaultsTo(Networking::isUsed, "`true` when the network is configured by `networking`");

    public static final Option<List<String>> DNS = option(
                    "services.resolved.dns", list(ipAddress()), "Name servers to ask, besides those of the interfaces.")
            .defaultsTo(config -> config.get(Networking.NAME_SERVERS), "those of `networking.nameServers`")
            .example("[192.0.2.53]");

    public static final Option<Optional<List<String>>> FALLBACK_DNS = option(
                    "services.resolved.fallbackDns",
                    nullable(list(ipAddress())),
                    "Name servers to ask when there are no others. Without it, those that Debian has chosen.")
            .defaultsTo(Optional.empty())
            .example("[]");

    public static final Option<List<String>> DOMAINS = option(
                    "services.resolved.domains",
                    list(Words.searchDomain()),
                    "Domains in which short names are looked up.")
            .defaultsTo(config -> config.get(Networking.SEARCH), "those of `networking.search`")
            .example("[example.org]");

    public static final Option<List<String>> LISTEN = option(
                    "services.resolved.listen",
                    list(ipAddress()),
                    "Addresses of this machine at which it answers others, as a router does for its network.")
            .defaultsTo(List.of())
            .example("[192.0.2.1]");

    public static final Option<Optional<Dnssec>> DNSSEC = option(
                    "services.resolved.dnssec",
                    nullable(oneOf(Dnssec.class, Dnssec::word)),
                    "Whether signatures of answers are checked.")
            .defaultsTo(Optional.empty());

    public static final Option<Optional<Encryption>> DNS_OVER_TLS = option(
                    "services.resolved.dnsOverTls",
                    nullable(oneOf(Encryption.class, Encryption::word)),
                    "Whether name servers are asked over encrypted connections.")
            .defaultsTo(Optional.empty());

    public static final Option<Optional<Local>> LLMNR = option(
                    "services.resolved.llmnr",
                    nullable(oneOf(Local.class, Local::word)),
                    "Whether to look for names of one label on the link, by LLMNR, and to answer to one's own.")
            .defaultsTo(Optional.empty());

    public static final Option<Optional<Local>> MULTICAST_DNS = option(
                    "services.resolved.multicastDns",
                    nullable(oneOf(Local.class, Local::word)),
                    "Whether to look for names in `.local` on the link, by multicast DNS, and to answer to one's own.")
            .defaultsTo(Optional.empty());

    public static final Option<Data.Table> SETTINGS = option(
                    "services.resolved.settings", settings(), "Further settings, named as in resolved.conf(5).")
            .defaultsTo(new Data.Table(Map.of()))
            .example("{ CacheFromLocalhost = true }");

    @Override
    public List<Option<?>> options() {
        return List.of(
                ENABLE, DNS, FALLBACK_DNS, DOMAINS, LISTEN, DNSSEC, DNS_OVER_TLS, LLMNR, MULTICAST_DNS, SETTINGS);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            withoutResolved(config, system);
            return;
        }
        system.installPackage("systemd-resolved");
        system.enableUnit("systemd-resolved.service");
        system.etcLink("resolv.conf", "../run/systemd/resolve/stub-resolv.conf");
        system.healthCheck(HealthCheck.succeeds("resolved", "/usr/bin/resolvectl", "query", "--legend=no", "localhost")
                .describedAs("systemd-resolved answers"));
        String settings = render(config);
        if (!settings.isEmpty()) {
            system.etcFile("systemd/resolved.conf.d/10-jos.conf", settings);
        }
    }

    private static String render(EvaluatedConfig config) {
        var file = new UnitFile()
                .set(SECTION, "DNS", config.get(DNS))
                .set(SECTION, "Domains", config.get(DOMAINS))
                .set(SECTION, "DNSSEC", config.get(DNSSEC).map(Dnssec::word).orElse(""))
                .set(
                        SECTION,
                        "DNSOverTLS",
                        config.get(DNS_OVER_TLS).map(Encryption::word).orElse(""))
                .set(SECTION, "LLMNR", config.get(LLMNR).map(Local::word).orElse(""))
                .set(
                        SECTION,
                        "MulticastDNS",
                        config.get(MULTICAST_DNS).map(Local::word).orElse(""))
                .each(SECTION, "DNSStubListenerExtra", config.get(LISTEN));
        config.get(FALLBACK_DNS)
                .ifPresent(servers -> file.assign(SECTION, "FallbackDNS", "").set(SECTION, "FallbackDNS", servers));
        return file.settings(SECTION, config.get(SETTINGS)).toString();
    }

    /// resolv.conf(5) for a machine whose programs ask name servers themselves.
    private static void withoutResolved(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(Networking.NAME_SERVERS).isEmpty()) {
            return;
        }
        var file = new KeyValueFile(" ");
        if (!config.get(Networking.SEARCH).isEmpty()) {
            file.set("search", String.join(" ", config.get(Networking.SEARCH)));
        }
        config.get(Networking.NAME_SERVERS).forEach(server -> file.set("nameserver", server));
        system.etcFile("resolv.conf", file.toString());
    }
}
