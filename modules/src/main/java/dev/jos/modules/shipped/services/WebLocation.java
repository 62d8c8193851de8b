package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.lines;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.nonEmptyString;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.path;
import static dev.jos.config.Types.secret;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.SecretReference;
import dev.jos.modules.formats.NginxFile;
import java.util.List;
import java.util.Optional;

/// What a site of nginx does for some of its paths.
final class WebLocation {

    /// The variable with what a proxied connection becomes.
    static final String CONNECTION = "$connection_upgrade";

    private static final Option<Optional<String>> PROXY_PASS = option(
                    "proxyPass",
                    nullable(nonEmptyString()),
                    "The address of a server that answers instead; its host may be one of `services.nginx.upstreams`.")
            .defaultsTo(Optional.empty())
            .example("\"http://127.0.0.1:8000\"");

    static final Option<Boolean> WEB_SOCKETS = option(
                    "proxyWebsockets", bool(), "Whether connections that become WebSockets are passed on as well.")
            .defaultsTo(false);

    private static final Option<Optional<String>> ROOT = option(
                    "root",
                    nullable(path()),
                    "The directory on the machine that is served; the path is looked up below it.")
            .defaultsTo(Optional.empty())
            .example("/srv/files");

    private static final Option<Optional<String>> ALIAS = option(
                    "alias", nullable(path()), "The directory on the machine that stands in the place of the path.")
            .defaultsTo(Optional.empty())
            .example("/srv/downloads/");

    private static final Option<List<String>> INDEX = option(
                    "index", list(nonEmptyString()), "Files that answer for their directory, the first that exists.")
            .defaultsTo(List.of())
            .example("[index.html, index.txt]");

    private static final Option<List<String>> TRY_FILES = option(
                    "tryFiles",
                    list(nonEmptyString()),
                    "Files that are looked for in turn; the last entry is an address or, as in `=404`, a status.")
            .defaultsTo(List.of())
            .example("[\"$uri\", \"/index.html\"]");

    private static final Option<Optional<SecretReference>> PASSWORDS = option(
                    "basicAuthFile",
                    nullable(secret()),
                    "A file on the machine, as htpasswd(1) writes it, with who may see this.")
            .defaultsTo(Optional.empty())
            .example("/var/lib/secrets/visitors");

    private static final Option<Optional<String>> RETURN = option(
                    "return",
                    nullable(nonEmptyString()),
                    "A status, and where it has one an address or a text, to answer with.")
            .defaultsTo(Optional.empty())
            .example("\"301 https://example.org\"");

    private static final Option<String> EXTRA = option(
                    "extraConfig", lines(), "Further lines of the location, in nginx's own language.")
            .defaultsTo("");

    static final Option<?>[] OPTIONS = {PROXY_PASS, WEB_SOCKETS, ROOT, ALIAS, INDEX, TRY_FILES, PASSWORDS, RETURN, EXTRA
    };

    private WebLocation() {}

    /// @param path a prefix, or an operator of nginx such as `~` and what it takes
    static void render(String path, EvaluatedConfig location, NginxFile server) {
        server.block("location", List.of(path.split(" +", 2)), block -> {
            location.get(PASSWORDS).ifPresent(file -> block.directive("auth_basic", "Restricted")
                    .directive("auth_basic_user_file", file.path()));
            location.get(ROOT).ifPresent(directory -> block.directive("root", directory));
            // nginx puts what follows the path directly behind the alias, so both end in a slash or neither does.
            String end = path.endsWith("/") ? "/" : "";
            location.get(ALIAS).ifPresent(directory -> block.directive("alias", directory + end));
            several("index", location.get(INDEX), block);
            several("try_files", location.get(TRY_FILES), block);
            location.get(PROXY_PASS).ifPresent(address -> proxy(address, location, block));
            location.get(RETURN).ifPresent(answer -> block.directive("return", List.of(answer.split(" +", 2))));
            block.raw(location.get(EXTRA));
        });
    }

    private static void several(String directive, List<String> values, NginxFile block) {
        if (!values.isEmpty()) {
            block.directive(directive, values);
        }
    }

    private static void proxy(String address, EvaluatedConfig location, NginxFile block) {
        block.directive("proxy_pass", address);
        if (location.get(WEB_SOCKETS)) {
            block.directive("proxy_http_version", "1.1")
                    .directive("proxy_set_header", "Upgrade", "$http_upgrade")
                    .directive("proxy_set_header", "Connection", CONNECTION);
        }
        block.directive("proxy_set_header", "Host", "$host")
                .directive("proxy_set_header", "X-Forwarded-For", "$proxy_add_x_forwarded_for")
                .directive("proxy_set_header", "X-Forwarded-Proto", "$scheme");
    }
}
