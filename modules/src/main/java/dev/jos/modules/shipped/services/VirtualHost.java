package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.directorySource;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.submodule;

import dev.jos.config.DirectorySource;
import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.Content;
import dev.jos.modules.ContentDirectory;
import dev.jos.modules.ContentFile;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.formats.NginxFile;
import dev.jos.modules.shipped.base.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// One site of nginx.
final class VirtualHost {

    static final Option<List<String>> ALIASES = option(
                    "serverAliases",
                    list(matching("a host name", VirtualHost::isName)),
                    "Further host names of the site.")
            .defaultsTo(List.of())
            .example("[www.example.org]");

    static final Option<Integer> PORT =
            option("port", port(), "The TCP port the site listens on.").defaultsTo(80);

    static final Option<Boolean> DEFAULT = option(
                    "default", bool(), "Whether the site answers requests for names that no site has.")
            .defaultsTo(false);

    static final Option<Optional<DirectorySource>> ROOT = option(
                    "root",
                    nullable(directorySource()),
                    "The directory that is served: an absolute path on the machine, or a path to a directory beside the configuration, which then becomes part of the system.")
            .defaultsTo(Optional.empty())
            .example("./site");

    static final Option<SortedMap<String, String>> CONTENT = option(
                    "content",
                    mapOf("file", lines()).withKeys("a relative path in double quotes", Words::isRelativePath),
                    "The files that are served, by their path, instead of a `root`.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"index.html\" = \"<h1>It works</h1>\" }");

    static final Option<SortedMap<String, EvaluatedConfig>> LOCATIONS = option(
                    "locations",
                    mapOf("path", submodule(WebLocation.OPTIONS))
                            .withKeys(
                                    "a location of nginx in double quotes, such as `\"/api/\"`",
                                    path -> !path.isBlank()),
                    "What is done differently for some paths.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"/api/\".proxyPass = \"http://127.0.0.1:8000\" }");

    static final Option<String> EXTRA = option(
                    "extraConfig", lines(), "Further lines of the site, in nginx's own language.")
            .defaultsTo("");

    static final Option<?>[] OPTIONS = {ALIASES, PORT, DEFAULT, ROOT, CONTENT, LOCATIONS, SiteTls.TLS, EXTRA};

    private VirtualHost() {}

    static boolean isName(String text) {
        return text.equals("_") || Words.isHostname(text.startsWith("*.") ? text.substring(2) : text);
    }

    /// Puts what is served into the system.
    static void contribute(EvaluatedConfig host, SystemDefinition system) {
        String directory = directory(host).substring(1);
        host.get(ROOT).ifPresent(root -> {
            if (root instanceof DirectorySource.Beside(var content)) {
                system.contentDirectory(new ContentDirectory(directory, content));
            }
        });
        host.get(CONTENT)
                .forEach((path, text) ->
                        system.contentFile(new ContentFile(directory + "/" + path, Content.text(text + "\n"), 0644)));
        host.get(SiteTls.TLS).ifPresent(tls -> SiteTls.check(host, tls, system));
        if (host.get(ROOT).isPresent() && !host.get(CONTENT).isEmpty()) {
            system.problem(host.error(
                            CONTENT,
                            "The site `%s` has a `root` and a `content`.".formatted(host.name()),
                            "both say what is served")
                    .hint("Remove one of the two."));
        }
    }

    static boolean usesWebSockets(EvaluatedConfig host) {
        return host.get(LOCATIONS).values().stream().anyMatch(location -> location.get(WebLocation.WEB_SOCKETS));
    }

    static void render(EvaluatedConfig host, NginxFile http) {
        List<String> flags = host.get(DEFAULT) ? List.of("default_server") : List.of();
        var tls = host.get(SiteTls.TLS);
        http.block("server", List.of(), server -> {
            String port = String.valueOf(host.get(PORT));
            server.directive("listen", concat(port, flags));
            server.directive("listen", concat("[::]:" + port, flags));
            server.directive("server_name", concat(host.name(), host.get(ALIASES)));
            if (SiteTls.usesAcme(host)) {
                SiteTls.challenges(server);
            }
            if (SiteTls.redirects(host)) {
                tls.ifPresent(encrypted -> SiteTls.redirect(encrypted, server));
            } else {
                content(host, server);
            }
        });
        tls.ifPresent(encrypted -> http.block("server", List.of(), server -> {
            SiteTls.render(host, encrypted, flags, server);
            server.directive("server_name", concat(host.name(), host.get(ALIASES)));
            content(host, server);
        }));
    }

    private static void content(EvaluatedConfig host, NginxFile server) {
        root(host).ifPresent(path -> server.directive("root", path).directive("index", "index.html"));
        server.raw(host.get(EXTRA));
        host.get(LOCATIONS).forEach((path, location) -> WebLocation.render(path, location, server));
    }

    private static Optional<String> root(EvaluatedConfig host) {
        var root = host.get(ROOT);
        if (root.isPresent()) {
            return Optional.of(root.get() instanceof DirectorySource.OnMachine(String path) ? path : directory(host));
        }
        return host.get(CONTENT).isEmpty() ? Optional.empty() : Optional.of(directory(host));
    }

    private static String directory(EvaluatedConfig host) {
        return "/usr/share/jos/www/" + host.name().replace('*', '_');
    }

    static List<String> concat(String first, List<String> more) {
        var all = new ArrayList<String>();
        all.add(first);
        all.addAll(more);
        return all;
    }
}
