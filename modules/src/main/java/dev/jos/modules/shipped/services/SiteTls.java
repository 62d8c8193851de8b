package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.path;
import static dev.jos.config.Types.port;
import static dev.jos.config.Types.secret;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.config.SecretReference;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.formats.NginxFile;
import java.util.List;
import java.util.Optional;

/// How one site of nginx is encrypted.
final class SiteTls {

    static final Option<Boolean> ACME = option(
                    "acme",
                    bool(),
                    "Whether the certificate comes from an authority that speaks ACME, such as Let's Encrypt; see `security.acme`.")
            .defaultsTo(false);

    static final Option<Optional<String>> CERTIFICATE = option(
                    "certificate",
                    nullable(path()),
                    "The file on the machine with the certificate, and those between it and the authority's.")
            .defaultsTo(Optional.empty())
            .example("/var/lib/tls/example.org.pem");

    static final Option<Optional<SecretReference>> KEY = option(
                    "key", nullable(secret()), "The file on the machine with the certificate's key.")
            .defaultsTo(Optional.empty())
            .example("/var/lib/tls/example.org.key");

    static final Option<Integer> PORT =
            option("port", port(), "The TCP port for encrypted connections.").defaultsTo(443);

    static final Option<Boolean> REDIRECT = option(
                    "redirect", bool(), "Whether requests that are not encrypted are sent to the encrypted site.")
            .defaultsTo(true);

    static final Option<Optional<EvaluatedConfig>> TLS = option(
                    "tls",
                    nullable(submodule(ACME, CERTIFICATE, KEY, PORT, REDIRECT)),
                    "Encrypts the site. Without it, the site is served as plain text only.")
            .defaultsTo(Optional.empty())
            .example("{ acme = true }");

    private SiteTls() {}

    static boolean usesAcme(EvaluatedConfig host) {
        return host.get(TLS).map(tls -> tls.get(ACME)).orElse(false);
    }

    static boolean redirects(EvaluatedConfig host) {
        return host.get(TLS).map(tls -> tls.get(REDIRECT)).orElse(false);
    }

    static void check(EvaluatedConfig host, EvaluatedConfig tls, SystemDefinition system) {
        boolean files = tls.get(CERTIFICATE).isPresent() && tls.get(KEY).isPresent();
        boolean none = tls.get(CERTIFICATE).isEmpty() && tls.get(KEY).isEmpty();
        if (tls.get(ACME) ? !none : !files) {
            system.problem(Problem.error("The site `%s` %s."
                            .formatted(
                                    host.name(),
                                    tls.get(ACME)
                                            ? "has a certificate of its own, and asks for one"
                                            : "is encrypted without a certificate and its key"))
                    .about(host, TLS, "")
                    .hint("Set `acme = true`, or both `certificate` and `key`."));
        }
    }

    /// The directives of the server that answers encrypted requests.
    static void render(EvaluatedConfig host, EvaluatedConfig tls, List<String> flags, NginxFile server) {
        String port = String.valueOf(tls.get(PORT));
        server.directive("listen", VirtualHost.concat(port, VirtualHost.concat("ssl", flags)));
        server.directive("listen", VirtualHost.concat("[::]:" + port, VirtualHost.concat("ssl", flags)));
        server.directive("http2", "on");
        String directory = Acme.DIRECTORY + "/" + host.name();
        server.directive("ssl_certificate", tls.get(CERTIFICATE).orElse(directory + "/fullchain.pem"));
        server.directive(
                "ssl_certificate_key", tls.get(KEY).map(SecretReference::path).orElse(directory + "/key.pem"));
    }

    /// Where the authority asks its questions.
    static void challenges(NginxFile server) {
        server.block("location", List.of("/.well-known/acme-challenge/"), location -> location.directive(
                        "root", Acme.CHALLENGES)
                .directive("auth_basic", "off"));
    }

    /// Sends requests on to the encrypted site.
    static void redirect(EvaluatedConfig tls, NginxFile server) {
        String port = tls.get(PORT) == 443 ? "" : ":" + tls.get(PORT);
        server.block(
                "location",
                List.of("/"),
                location -> location.directive("return", "301", "https://$host" + port + "$request_uri"));
    }
}
