package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.size;
import static dev.jos.config.Types.submodule;

import dev.jos.config.Data;
import dev.jos.config.Definitions;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.formats.NginxFile;
import dev.jos.modules.shipped.base.Words;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The web server nginx.
public final class Nginx implements SystemModule {

    public static final Option<Boolean> ENABLE =
            option("services.nginx.enable", bool(), "Whether to run nginx.").defaultsTo(false);

    public static final Option<Optional<Integer>> WORKERS = option(
                    "services.nginx.workers",
                    nullable(integer(1, 1024)),
                    "The number of worker processes. Without one, as many as there are processors.")
            .defaultsTo(Optional.empty())
            .example("4");

    public static final Option<SortedMap<String, EvaluatedConfig>> HOSTS = option(
                    "services.nginx.virtualHosts",
                    mapOf("name", submodule(VirtualHost.OPTIONS))
                            .withKeys("a host name in double quotes, or `_`", VirtualHost::isName),
                    "Sites, by their host name.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"example.org\".root = /srv/www }");

    private static final Option<List<String>> SERVERS = option(
                    "servers", list(nonEmptyString()), "The servers, with their parameters if they have some.")
            .example("[\"127.0.0.1:8001\", \"127.0.0.1:8002 backup\"]");

    private static final Option<String> UPSTREAM_EXTRA = option(
                    "extraConfig", lines(), "Further lines of the block, in nginx's own language.")
            .defaultsTo("");

    public static final Option<SortedMap<String, EvaluatedConfig>> UPSTREAMS = option(
                    "services.nginx.upstreams",
                    mapOf("name", submodule(SERVERS, UPSTREAM_EXTRA)).withKeys("a name for the servers", Words::isUnit),
                    "Groups of servers that share the work, for `proxyPass`.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ app.servers = [\"127.0.0.1:8001\", \"127.0.0.1:8002\"] }");

    public static final Option<Optional<Long>> BODY_SIZE = option(
                    "services.nginx.clientMaxBodySize",
                    nullable(size()),
                    "The largest request that is taken. Without a value, 1 MiB; 0 is no limit.")
            .defaultsTo(Optional.empty())
            .example("100M");

    public static final Option<String> EXTRA = option(
                    "services.nginx.extraConfig",
                    lines(),
                    "Further lines of the block `http`, in nginx's own language.")
            .defaultsTo("")
            .inNixos("services.nginx.appendHttpConfig")
            .inNixos("services.nginx.commonHttpConfig");

    @Override
    public List<Option<?>> options() {
        return List.of(ENABLE, WORKERS, HOSTS, UPSTREAMS, BODY_SIZE, EXTRA);
    }

    /// Sites that want it get a certificate, which nginx may read.
    @Override
    public void define(Definitions define) {
        define.when(ENABLE).setData(Acme.CERTIFICATES, config -> {
            var certificates = new TreeMap<String, Data>();
            config.get(HOSTS).forEach((name, host) -> {
                if (SiteTls.usesAcme(host)) {
                    certificates.put(name, certificate(host));
                }
            });
            return new Data.Table(certificates);
        });
    }

    private static Data certificate(EvaluatedConfig host) {
        var names = host.get(VirtualHost.ALIASES).stream().map(Data::of).toList();
        return new Data.Table(Map.of(
                "extraDomainNames", new Data.Items(names),
                "group", Data.of("www-data"),
                "reloadServices", new Data.Items(List.of(Data.of("nginx.service")))));
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (!config.get(ENABLE)) {
            return;
        }
        system.installPackage("nginx");
        system.enableUnit("nginx.service");
        system.etcFile("nginx/nginx.conf", render(config));
        system.healthCheck(HealthCheck.unitActive("nginx", "nginx.service"));
        config.get(HOSTS).values().forEach(host -> {
            VirtualHost.contribute(host, system);
            int port = host.get(VirtualHost.PORT);
            system.listensOn(port, "nginx", host, VirtualHost.PORT);
            system.openTcpPort(port);
            host.get(SiteTls.TLS).ifPresent(tls -> encrypted(tls, system));
            system.healthCheck(HealthCheck.tcpAnswers("nginx-port-" + port, port));
        });
        oneDefault(config, system);
    }

    private static void encrypted(EvaluatedConfig tls, SystemDefinition system) {
        int port = tls.get(SiteTls.PORT);
        system.listensOn(port, "nginx", tls, SiteTls.PORT);
        system.openTcpPort(port);
        system.healthCheck(HealthCheck.tcpAnswers("nginx-port-" + port, port));
    }

    private static String render(EvaluatedConfig config) {
        return new NginxFile()
                .directive("user", "www-data")
                .directive(
                        "worker_processes",
                        config.get(WORKERS).map(String::valueOf).orElse("auto"))
                .directive("pid", "/run/nginx.pid")
                .directive("error_log", "/var/log/nginx/error.log")
                .directive("include", "/etc/nginx/modules-enabled/*.conf")
                .block("events", List.of(), events -> events.directive("worker_connections", "768"))
                .block("http", List.of(), http -> http(config, http))
                .toString();
    }

    private static void http(EvaluatedConfig config, NginxFile http) {
        http.directive("sendfile", "on")
                .directive("tcp_nopush", "on")
                .directive("types_hash_max_size", "2048")
                .directive("server_names_hash_bucket_size", "128")
                .directive("server_tokens", "off")
                .directive("include", "/etc/nginx/mime.types")
                .directive("default_type", "application/octet-stream")
                .directive("access_log", "/var/log/nginx/access.log")
                .directive("gzip", "on");
        if (config.get(HOSTS).values().stream().anyMatch(VirtualHost::usesWebSockets)) {
            http.block(
                    "map", List.of("$http_upgrade", WebLocation.CONNECTION), map -> map.directive("default", "upgrade")
                            .directive("''", "close"));
        }
        config.get(BODY_SIZE).ifPresent(bytes -> http.directive("client_max_body_size", String.valueOf(bytes)));
        http.raw(config.get(EXTRA));
        config.get(UPSTREAMS)
                .forEach((name, upstream) -> http.block("upstream", List.of(name), block -> {
                    upstream.get(SERVERS).forEach(server -> block.directive("server", List.of(server.split(" +"))));
                    block.raw(upstream.get(UPSTREAM_EXTRA));
                }));
        config.get(HOSTS).values().forEach(host -> VirtualHost.render(host, http));
    }

    private static void oneDefault(EvaluatedConfig config, SystemDefinition system) {
        Map<Integer, EvaluatedConfig> byPort = new HashMap<>();
        for (var host : config.get(HOSTS).values()) {
            var first = host.get(VirtualHost.DEFAULT) ? byPort.putIfAbsent(host.get(VirtualHost.PORT), host) : null;
            if (first != null) {
                system.problem(
                        Problem.error("Two sites are the default of port `%d`.".formatted(host.get(VirtualHost.PORT)))
                                .about(host, VirtualHost.DEFAULT, "`%s` here".formatted(host.name()))
                                .about(first, VirtualHost.DEFAULT, "`%s` here".formatted(first.name()))
                                .hint("Keep `default` for one of them."));
            }
        }
    }
}
