package dev.jos.modules.shipped.services;

import static dev.jos.config.Option.option;
import static dev.jos.config.Types.bool;
import static dev.jos.config.Types.integer;
import static dev.jos.config.Types.list;
import static dev.jos.config.Types.mapOf;
import static dev.jos.config.Types.matching;
import static dev.jos.config.Types.nullable;
import static dev.jos.config.Types.oneOf;
import static dev.jos.config.Types.path;
import static dev.jos.config.Types.set;
import static dev.jos.config.Types.submodule;

import dev.jos.config.EvaluatedConfig;
import dev.jos.config.Option;
import dev.jos.modules.HealthCheck;
import dev.jos.modules.Problem;
import dev.jos.modules.SystemDefinition;
import dev.jos.modules.SystemModule;
import dev.jos.modules.shipped.base.Words;
import dev.jos.modules.units.Unit;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Certificates from Let's Encrypt, or another authority that speaks ACME (RFC 8555), got and renewed by lego.
///
/// Whoever names a certificate finds one in `/var/lib/acme/<name>` from the first boot on: one that signs itself, until
/// the authority has answered.
public final class Acme implements SystemModule {

    /// Where certificates are, each in a directory of its name.
    static final String DIRECTORY = "/var/lib/acme";

    /// Where a web server finds the answers to the authority's questions.
    static final String CHALLENGES = DIRECTORY + "/challenges";

    /// Kinds of keys, as lego names them.
    enum KeyType {
        EC256,
        EC384,
        RSA2048,
        RSA4096;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Option<List<String>> EXTRA_NAMES = option(
                    "extraDomainNames",
                    list(matching("a host name", VirtualHost::isName)),
                    "Further host names that the certificate is for.")
            .defaultsTo(List.of())
            .example("[www.example.org]");

    static final Option<String> GROUP = option(
                    "group", Words.accountName(), "The group that may read the certificate's key.")
            .defaultsTo("root");

    static final Option<Set<String>> RELOAD = option(
                    "reloadServices", set(Words.unitName()), "Units that read the certificate again when it is new.")
            .defaultsTo(Set.of())
            .example("[nginx.service]");

    public static final Option<Boolean> ACCEPT_TERMS = option(
                    "security.acme.acceptTerms", bool(), "Whether you accept the terms of the authority.")
            .defaultsTo(false);

    public static final Option<String> EMAIL = option(
                    "security.acme.email",
                    matching("an e-mail address", text -> text.matches("\\S+@\\S+")),
                    "Where the authority writes to when a certificate is about to expire.")
            .defaultsTo("root@localhost")
            .example("\"admin@example.org\"")
            .inNixos("security.acme.defaults.email");

    public static final Option<String> SERVER = option(
                    "security.acme.server",
                    matching("an address that begins with `https://`", text -> text.matches("https://\\S+")),
                    "The directory of the authority.")
            .defaultsTo("https://acme-v02.api.letsencrypt.org/directory")
            .example("\"https://acme-staging-v02.api.letsencrypt.org/directory\"")
            .inNixos("security.acme.defaults.server");

    public static final Option<Optional<String>> CA = option(
                    "security.acme.caCertificate",
                    nullable(path()),
                    "A file on the machine with the certificate by which the authority itself is known, where that is none that everybody trusts.")
            .defaultsTo(Optional.empty());

    public static final Option<KeyType> KEY_TYPE = option(
                    "security.acme.keyType", oneOf(KeyType.class, KeyType::word), "The kind of keys.")
            .defaultsTo(KeyType.EC256);

    public static final Option<Integer> RENEW_DAYS = option(
                    "security.acme.renewDays",
                    integer(1, 365),
                    "How many days before its end a certificate is renewed.")
            .defaultsTo(30);

    public static final Option<SortedMap<String, EvaluatedConfig>> CERTIFICATES = option(
                    "security.acme.certificates",
                    mapOf("name", submodule(EXTRA_NAMES, GROUP, RELOAD))
                            .withKeys("a host name in double quotes", Words::isHostname),
                    "Certificates, by their first host name. A site of nginx with `tls.acme` adds its own.")
            .defaultsTo(Collections.emptySortedMap())
            .example("{ \"mail.example.org\" { group = mail, reloadServices = [postfix.service] } }")
            .inNixos("security.acme.certs");

    @Override
    public List<Option<?>> options() {
        return List.of(ACCEPT_TERMS, EMAIL, SERVER, CA, KEY_TYPE, RENEW_DAYS, CERTIFICATES);
    }

    @Override
    public void contribute(EvaluatedConfig config, SystemDefinition system) {
        if (config.get(CERTIFICATES).isEmpty()) {
            return;
        }
        if (!config.get(ACCEPT_TERMS)) {
            system.problem(Problem.error("Certificates need your consent to the terms of the authority.")
                    .about(config, CERTIFICATES, "asks for certificates")
                    .hint("Add `security.acme { acceptTerms = true, email = \"…\" }`."));
        }
        system.installPackage("lego");
        system.installPackage("openssl");
        system.tmpfiles("d %s 0755 root root -".formatted(DIRECTORY));
        system.tmpfiles("d %s 0755 root root -".formatted(CHALLENGES));
        config.get(CERTIFICATES).forEach((name, certificate) -> units(config, name, certificate, system));
    }

    private static void units(
            EvaluatedConfig config, String name, EvaluatedConfig certificate, SystemDefinition system) {
        String directory = DIRECTORY + "/" + name;
        system.unit(Unit.service("acme-self-signed-" + name)
                .description("A certificate for %s until the authority has answered".formatted(name))
                .after("systemd-tmpfiles-setup.service")
                .before("nginx.service")
                .condition("PathExists", "!" + directory + "/fullchain.pem")
                .oneshot()
                .exec(system.script("acme-self-signed-" + name, AcmeScripts.selfSigned(name, certificate)))
                .wantedBy("multi-user.target"));
        system.unit(Unit.service("acme-" + name)
                .description("A certificate for %s from the authority".formatted(name))
                .afterNetworkIsOnline()
                .after("acme-self-signed-%s.service".formatted(name), "nginx.service")
                .oneshot()
                .exec(system.script("acme-" + name, AcmeScripts.obtain(config, name, certificate)))
                .wantedBy("multi-user.target"));
        system.unit(Unit.timer("acme-" + name)
                .description("Renew the certificate for " + name)
                .onCalendar("daily")
                .spreadOver(Duration.ofHours(12))
                .persistent());
        system.healthCheck(HealthCheck.succeeds(
                        "acme-" + name,
                        "/usr/bin/openssl",
                        "x509",
                        "-noout",
                        "-checkend",
                        "86400",
                        "-in",
                        directory + "/fullchain.pem")
                .describedAs("the certificate for %s does not end within a day".formatted(name)));
    }
}
